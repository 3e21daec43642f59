// Part of `npm run check`: the files that an entity's folder may have are a closed list, so that each is where every
// other entity has it. Runs without the dependencies.
import { readdirSync } from 'node:fs';
import path from 'node:path';

const domain = path.resolve(import.meta.dirname, '../../domain');

/** The only files beside the folders. */
const TOP = ['registry.ts', 'removals.ts'];

/** The folders that are no entity: the pipeline, and features over several entities. Every other folder is one. */
const FEATURES = [
  'audit-entries',
  'call',
  'invariants',
  'lists',
  'live',
  'overview',
  'plans',
  'search',
  'sign-in',
  'testing',
  'values',
];

/** A file with one of these verbs, alone or with an object, performs one call or one step of it. */
const VERBS =
  /^(add|create|end|find|force|forget|get|list|open|purge|read|remove|revoke|set|touch|unlock)(-[a-z-]+)?$/;

/** What several verbs of an entity share. */
const SHARED = ['audit-view', 'request', 'scope', 'types', 'undo'];

/** Rules of one entity that no other has. */
const OWN = {
  'company-roles': ['role-name'],
  sessions: ['alive', 'device', 'secret'],
  users: ['permission-change', 'subject', 'unknown-names'],
};

const entries = readdirSync(domain, { withFileTypes: true });

const problems = entries
  .filter((entry) => entry.isFile() && !TOP.includes(entry.name))
  .map(({ name }) => `domain/${name}: only ${TOP.join(' and ')} are at the top of domain/.`);

const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

for (const entity of folders.filter((name) => !FEATURES.includes(name))) {
  const allowed = [...SHARED, ...(OWN[entity] ?? [])];
  for (const file of readdirSync(path.join(domain, entity))) {
    const name = path.basename(file, '.ts');
    const isCode = name !== file;
    if (file.endsWith('.test.ts') || (isCode && (VERBS.test(name) || allowed.includes(name)))) continue;
    problems.push(
      `domain/${entity}/${file}: name it for its verb (remove, add, list, get, find …), or use ${SHARED.join(', ')}. ` +
        `If ${entity} is a feature over several entities, add it to FEATURES in scripts/testing/check-structure.mjs.`,
    );
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
