import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS } from './scripts/testing/chromium-flags';

const baseURL = process.env.E2E_BASE_URL;
const executablePath = process.env.CHROMIUM_PATH;
if (!baseURL || !executablePath) {
  throw new Error('These tests need their own console. Run them with `npm run e2e -- some.spec.ts`.');
}

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  fullyParallel: true,
  // Other jobs can slow down a CI machine. The run names tests that needed a second try at its end.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  globalSetup: './e2e/support/warm-up.ts',
  // Only a hang exceeds these limits. No test asserts how fast the machine is.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    actionTimeout: 60_000,
    launchOptions: { executablePath, args: CHROMIUM_FLAGS },
    // Recording a trace makes every test a third slower. `--trace on` records one by hand.
    trace: 'on-first-retry',
  },
});
