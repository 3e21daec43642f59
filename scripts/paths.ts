import path from 'node:path';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '..');

/** What the console keeps in the checkout: its secrets, its lock, the embedded database. */
export const dataDir = path.join(root, '.data');
