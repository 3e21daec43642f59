// Part of `npm run check`: the files that an entity's folder may have are a closed list, so that each is where every
// other entity has it. Runs without the dependencies.
import { readdirSync } from 'node:fs';
import path from 'node:path';

const domain = path.resolve(import.meta.dirname, '../../domain');

/** The only files beside the folders. */
const TOP = ['registry.ts', 'removals.ts'];

const ENTITIES = [
  'accounts',
  'companies',
  'company-roles',
  'omses',
  'operators',
  'sessions',
  'user-accounts',
  'users',
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

const problems = readdirSync(domain, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !TOP.includes(entry.name))
  .map(({ name }) => `domain/${name}: only ${TOP.join(' and ')} are at the top of domain/.`);

for (const entity of ENTITIES) {
  const allowed = [...SHARED, ...(OWN[entity] ?? [])];
  for (const file of readdirSync(path.join(domain, entity))) {
    const name = file.replace(/\.ts$/, '');
    if (file.endsWith('.test.ts') || VERBS.test(name) || allowed.includes(name)) continue;
    problems.push(
      `domain/${entity}/${file}: name it for its verb (remove, add, list, get, find …), or use ${SHARED.join(', ')}.`,
    );
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
