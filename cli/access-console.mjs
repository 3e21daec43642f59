#!/usr/bin/env node
// The command line for people: `npx access-console …`, run in the checkout. Whatever was typed goes to cli/.
process.argv.splice(2, 0, 'cli');
await import('../scripts/run.mjs');
