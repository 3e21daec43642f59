import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { MAX_STATEMENT_MS } from './scripts/testing/unless-hung';

const root = import.meta.dirname;
const random = () => randomBytes(36).toString('base64url');

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Its default file throws outside a React server.
      'server-only': path.join(root, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['{components,console,domain,server,gateway,cli,prisma,scripts}/**/*.test.ts', 'env.test.ts'],
    exclude: ['**/node_modules/**', 'prisma/generated/**'],
    globalSetup: 'scripts/testing/global-setup.ts',
    env: {
      NEXTAUTH_SECRET: random(),
      AUDIT_KEY: random(),
      LOG_LEVEL: 'silent',
      // No test may fail because the machine is slow. Tests of the limit set their own.
      DATABASE_TIME_LIMIT_MS: String(MAX_STATEMENT_MS),
    },
    pool: 'forks',
    maxWorkers: 2,
    // Only a hang exceeds these limits. No test asserts how fast the machine is.
    testTimeout: 600_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000, interval: 10 } },
  },
});
