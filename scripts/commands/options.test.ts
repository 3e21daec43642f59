import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const script = path.join(import.meta.dirname, '../run.mjs');

it.each([
  [
    'user-create --name alice',
    "required option '--email <address>' not specified",
    '--email alice@example.com',
  ],
  ['user-unlock --name alice --nmae bob', "unknown option '--nmae'", 'npm run user:unlock -- --name alice'],
  ['user-password --name=', "argument '' is invalid. It must not be empty.", 'user:password -- --name alice'],
  ['db-seed', "required option '--links <count>' not specified", '--links 1000000 [--entries 100000]'],
  [
    'db-seed --links=many',
    "'--links <count>' argument 'many' is invalid. It must be a whole number.",
    ' -- ',
  ],
  ['db-seed --links=99', "'--links <count>' argument '99' is invalid. It must be from 100 to", ' -- '],
  ['faults --kills many', "'--kills <count>' argument 'many' is invalid", '[--kills 200] [--seed 4711]'],
])('`%s` says what is wrong, shows the usage, and exits with code 1', (args, problem, usage) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args.split(' ')], {
    encoding: 'utf8',
    input: '',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(problem);
  expect(stderr).toContain(usage);
});
