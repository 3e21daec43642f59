import path from 'node:path';

/** The root folder of the checkout. */
export const root = path.resolve(import.meta.dirname, '..');

/** Holds what the console keeps in the checkout: its secrets, its lock and the embedded database. */
export const dataDir = path.join(root, '.data');
