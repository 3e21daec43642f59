import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { root } from '../paths';
import { runningConsole } from '../setup/console-lock';
import { step } from '../setup/progress.mjs';
import { UserError } from '../setup/user-error.mjs';
import { findChromium } from '../testing/chromium';
import { CHROMIUM_FLAGS } from '../testing/chromium-flags';

const file = path.join(root, 'docs/console.png');

/** `npm run picture`: takes README's picture of the demo that runs in this checkout. */
export async function run(): Promise<number> {
  const address = runningConsole()?.address;
  if (!address)
    throw new UserError('No demo is running in this checkout. Run `npm start` in another terminal first.');
  const executablePath = await findChromium(new AbortController().signal);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ baseURL: address, viewport: { width: 1280, height: 800 } });
    await step({ doing: 'Taking the picture', done: 'Picture taken' }, () => takePicture(page));
  } finally {
    await browser.close();
  }
  return 0;
}

/**
 * Shows the dialog that unassigns an operator, with its facts and its warning, above the list of operators.
 */
async function takePicture(page: Page): Promise<void> {
  await page.goto('/sign-in?from=/operators%3Fsort%3Doms');
  await page.getByLabel('User name').fill('dreyes');
  await page.getByLabel('Password', { exact: true }).fill('demo-access-console');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Unassign operator: Marcus Chen, Derivatives' }).click();
  await page.getByRole('dialog').getByLabel('Reason').selectOption('Left company');
  await page.screenshot({ path: file });
}
