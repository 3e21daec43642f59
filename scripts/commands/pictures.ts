import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '@/domain/sign-in/demo-users';
import { root } from '../paths';
import { runningConsole } from '../setup/console-lock';
import { step } from '../setup/progress.mjs';
import { UserError } from '../setup/user-error.mjs';
import { findChromium } from '../testing/chromium';
import { CHROMIUM_FLAGS } from '../testing/chromium-flags';

const folder = path.join(root, 'docs/pictures');
const SIZE = { width: 1280, height: 800 };

/** Each picture, with what makes its page show what it should. */
const PICTURES: Record<string, (page: Page) => Promise<unknown>> = {
  overview: showOverview,
  person: showReview,
  audit: (page) => page.goto('/audit'),
};

/** `npm run pictures`: takes README's pictures of the demo that runs in this checkout, light and dark. */
export async function run(): Promise<number> {
  const address = runningConsole()?.address;
  if (!address)
    throw new UserError('No demo is running in this checkout. Run `npm start` in another terminal first.');
  const executablePath = await findChromium(new AbortController().signal);
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      await step(
        { doing: `Taking the ${colorScheme} pictures`, done: `Took the ${colorScheme} pictures` },
        () => takePictures(browser, { baseURL: address, colorScheme }),
      );
    }
  } finally {
    await browser.close();
  }
  return 0;
}

async function takePictures(
  browser: Browser,
  look: { baseURL: string; colorScheme: 'light' | 'dark' },
): Promise<void> {
  const page = await browser.newPage({ ...look, viewport: SIZE, reducedMotion: 'reduce' });
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill('superuser');
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  for (const [name, show] of Object.entries(PICTURES)) {
    await show(page);
    // Fonts and whatever the page loads after its first picture.
    await page.waitForLoadState('load');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(folder, `${name}-${look.colorScheme}.png`) });
  }
  await page.close();
}

/** Shows the overview once its times are relative, which they are in the browser only. */
async function showOverview(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByText(/ ago$/).first().waitFor();
}

/** Shows the review that removes all access of jdoaks, with what they have before and after. */
async function showReview(page: Page): Promise<void> {
  await page.goto('/people/12');
  const choices = page.getByRole('main').getByRole('checkbox');
  await choices.first().waitFor();
  const review = page.getByRole('button', { name: 'Review removal' });
  // A page that is not hydrated yet forgets the first tick.
  while (!(await review.isVisible())) {
    for (const choice of await choices.all()) if (await choice.isEnabled()) await choice.check();
  }
  await review.click();
  await page.getByRole('dialog').getByLabel('Reason').selectOption('Left company');
}
