import { rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, isStampCurrent, writeStamp } from './fingerprint.mjs';
import { mustRunTool, nodeTool } from './run-tool.mjs';

const stampName = 'prisma/generated/.made-from';
const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];

/**
 * @param {string} root the checkout
 * @returns {boolean} whether the Prisma client is missing or not made from this schema by this Prisma
 */
export function isClientStale(root) {
  return !isStampCurrent(path.join(root, stampName), fingerprint(root, sources));
}

/**
 * Generates the Prisma client.
 *
 * @param {string} root the checkout
 * @throws UserError with Prisma's own words when that fails
 */
export async function generateClient(root) {
  const current = fingerprint(root, sources);
  rmSync(path.join(root, stampName), { force: true });
  await mustRunTool({
    command: nodeTool('prisma/build/index.js', 'generate'),
    // Prisma's check for updates would call home.
    env: { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    follows: true,
  });
  writeStamp(path.join(root, stampName), current);
}
