#!/usr/bin/env node
// The command line: `npx access-console …`, run in the checkout. It passes its arguments to cli/main.ts.
process.argv.splice(2, 0, 'cli');
await import('../scripts/run.mjs');
