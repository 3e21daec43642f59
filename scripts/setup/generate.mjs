import { rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, isStampCurrent, writeStamp } from './fingerprint.mjs';
import { mustRunTool, nodeTool } from './run-tool.mjs';

const stampName = 'prisma/generated/.made-from';
const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];

/**
 * Returns whether the Prisma client is missing, or was made from another schema or by another version of
 * Prisma.
 *
 * @param {string} root the checkout
 * @returns {boolean}
 */
export function isClientStale(root) {
  return !isStampCurrent(path.join(root, stampName), fingerprint(root, sources));
}

/**
 * Generates the Prisma client.
 *
 * @param {string} root the checkout
 * @throws UserError with Prisma's output when it fails
 */
export async function generateClient(root) {
  const current = fingerprint(root, sources);
  rmSync(path.join(root, stampName), { force: true });
  await mustRunTool({
    command: nodeTool('prisma/build/index.js', 'generate'),
    // Prisma would ask its own server for updates.
    env: { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    endsWithParent: true,
  });
  writeStamp(path.join(root, stampName), current);
}
