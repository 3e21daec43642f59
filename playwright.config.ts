import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS } from './scripts/testing/chromium-flags';

const baseURL = process.env.E2E_BASE_URL;
const executablePath = process.env.CHROMIUM_PATH;
if (!baseURL || !executablePath) {
  throw new Error('These tests need a console of their own: run them with `npm run e2e -- some.spec.ts`.');
}

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    launchOptions: { executablePath, args: CHROMIUM_FLAGS },
    trace: 'retain-on-failure',
  },
});
