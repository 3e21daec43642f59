// The door of every npm script: `node scripts/run.mjs <command> [arguments]`.
// An old Node must get as far as the sentence below, so nothing is imported and no new syntax used here.
var wanted = [20, 19];
var parts = process.versions.node.split('.').map(Number);

if (parts[0] < wanted[0] || (parts[0] === wanted[0] && parts[1] < wanted[1])) {
  console.error(
    'Access Console needs Node.js ' +
      wanted.join('.') +
      ' or newer (22 or 24 is better); this is ' +
      process.versions.node +
      '. Get a newer one from https://nodejs.org',
  );
  process.exit(1);
}

// TypeScript's loader gives `?` and `*` a meaning, and PostgreSQL's programs give their path to a shell.
var folder = decodeURIComponent(new URL('..', import.meta.url).pathname);
var misread = folder.match(/[?*"$`\\\n\r]/);

if (misread) {
  console.error(
    'Access Console does not run in the folder ' +
      JSON.stringify(folder) +
      ': its path holds the character ' +
      JSON.stringify(misread[0]) +
      '. Move the checkout to a folder without it.',
  );
  process.exit(1);
}

import('./setup/bootstrap.mjs').then((setup) => setup.bootstrap(process.argv[2], process.argv.slice(3)));
