import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lists } from '@/domain/registry';
import { removals } from '@/domain/removals';
import { CHARTED, CHARTED_CALLS, RESOURCE_NAMES, RESOURCES } from './config';

const root = path.join(import.meta.dirname, '../..');

const pageOf = (name: string) => readFileSync(path.join(root, `app/(console)/${name}/page.tsx`), 'utf8');

it.each(RESOURCE_NAMES)('%s has a page and a file with its columns and texts', (name) => {
  const files = [`app/(console)/${name}/page.tsx`, `components/resources/${name}.tsx`];
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

it.each(RESOURCE_NAMES)('%s has the permission of its list, and its page requires it', (name) => {
  const { permission } = lists[name];
  expect(RESOURCES[name].permission).toBe(permission);
  expect(pageOf(name)).toContain(`requirePage('${permission}')`);
});

/** The lists whose rows no removal removes. */
const WITHOUT_REMOVAL = ['audit'];

it.each(RESOURCE_NAMES)('%s has a removal, unless nothing removes its rows', (name) => {
  const isRemovedFrom = CHARTED_CALLS.some((call) => CHARTED[call].list === name);
  expect(isRemovedFrom).toBe(!WITHOUT_REMOVAL.includes(name));
});

it.each(Object.keys(removals) as (keyof typeof removals)[])(
  'the page of %s offers it by its permission',
  (call) => {
    expect(pageOf(CHARTED[call].list)).toContain(`can(actor, '${removals[call].permission}')`);
  },
);
