// node scripts/setup/complete-lockfile.mjs: run it after every `npm install` that changed package-lock.json.
//
// A registry that doesn't carry every platform's packages makes npm leave those out of the lockfile, and then
// `npm ci` refuses that lockfile everywhere, as out of step with package.json. This puts them back by version.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../../package-lock.json');

/**
 * @param {Record<string, any>} packages the `packages` of a lockfile
 * @returns {Record<string, any>} entries for the optional packages that it names but doesn't hold
 */
export function findMissing(packages) {
  const missing = {};
  for (const [where, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isResolved(packages, where, name)) continue;
      missing[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) };
    }
  }
  return missing;
}

function isResolved(packages, where, name) {
  const parents = where.split('/node_modules/');
  return (
    parents.some((_, index) => packages[[...parents.slice(0, index + 1), name].join('/node_modules/')]) ||
    packages[`node_modules/${name}`] !== undefined
  );
}

// Such packages say in their names what they are for, and nothing else is known of them here.
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.find((word) =>
    /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/.test(word),
  );
  const cpu = words.find((word) => /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)$/.test(word));
  const libc = { g: 'glibc', m: 'musl' }[words.find((word) => /^(gnu|musl)/.test(word))?.[0]];
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

if (process.argv[1] === import.meta.filename) {
  const lockfile = JSON.parse(readFileSync(file, 'utf8'));
  const missing = findMissing(lockfile.packages);
  const entries = Object.entries({ ...lockfile.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added to package-lock.json`);
}
