// Every npm script starts here: `node scripts/run.mjs <command> [arguments]`.
// An old Node must be able to print the message below, so this file imports nothing and uses only old syntax.
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

// TypeScript's loader interprets `?` and `*`, and PostgreSQL's programs pass their own path to a shell.
var folder = decodeURIComponent(new URL('..', import.meta.url).pathname);
var misread = folder.match(/[?*"$`\\\n\r]/);

if (misread) {
  console.error(
    'Access Console does not run in the folder ' +
      JSON.stringify(folder) +
      ': its path contains the character ' +
      JSON.stringify(misread[0]) +
      '. Move the checkout to a folder without it.',
  );
  process.exit(1);
}

import('./setup/bootstrap.mjs').then((setup) => setup.bootstrap(process.argv[2], process.argv.slice(3)));
