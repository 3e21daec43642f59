// Run `node scripts/setup/complete-lockfile.mjs` after every `npm install` that changed package-lock.json.
//
// When a registry lacks the packages of some platforms, npm leaves them out of the lockfile, and `npm ci`
// then rejects the lockfile on every platform. This script adds them by version. It is our own: no library
// does this.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../../package-lock.json');

/**
 * @param {Record<string, any>} packages the `packages` of a lockfile
 * @returns {Record<string, any>} entries for the optional packages that it names but does not contain
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

// The name of such a package is all that is known about its platform.
function platformOf(name) {
  const parts = name.split('/').at(-1).split('-');
  const os = parts.find((part) =>
    /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/.test(part),
  );
  const cpu = parts.find((part) => /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)$/.test(part));
  const libc = { g: 'glibc', m: 'musl' }[parts.find((part) => /^(gnu|musl)/.test(part))?.[0]];
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

if (process.argv[1] === import.meta.filename) {
  const lockfile = JSON.parse(readFileSync(file, 'utf8'));
  const missing = findMissing(lockfile.packages);
  const entries = Object.entries({ ...lockfile.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added to package-lock.json`);
}
