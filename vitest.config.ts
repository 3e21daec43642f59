import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const random = () => randomBytes(36).toString('base64url');

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Its other face throws outside a React server.
      'server-only': path.join(root, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['{actions,components,domain,doors,gateway,cli,prisma,scripts}/**/*.test.ts', 'env.test.ts'],
    exclude: ['**/node_modules/**', 'prisma/generated/**'],
    globalSetup: 'scripts/testing/global-setup.ts',
    env: { NEXTAUTH_SECRET: random(), AUDIT_KEY: random(), LOG_LEVEL: 'silent' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
