import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe takes the heading of a Mantine dialog for a second banner, because its `section` has the role dialog.
 * By the standard a `header` within a `section` is not a banner, and browsers agree.
 */
const DIALOG_HEADERS = ['landmark-no-duplicate-banner', 'landmark-unique'];

/**
 * A dropdown list is part of its field or button, wherever it is in the document. The arrow keys scroll it
 * from there.
 */
const DROPPED_DOWN = ['region', 'scrollable-region-focusable'];

/**
 * Colours fade from one to the other. axe must not measure the ones in between, which are not meant to be
 * read.
 */
const untilStill = (page: Page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY),
  );

/** Checks a page in its current state against every rule of axe, in light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await untilStill(page);
    const isOpen = async (role: 'dialog' | 'menu' | 'listbox') => (await page.getByRole(role).count()) > 0;
    const exempt = [
      ...((await isOpen('dialog')) ? DIALOG_HEADERS : []),
      ...((await isOpen('menu')) || (await isOpen('listbox')) ? DROPPED_DOWN : []),
    ];
    const axe = new AxeBuilder({ page }).withTags(RULES).disableRules(exempt).setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    );
    expect.soft(found, colorScheme).toEqual([]);
  }
}

/**
 * A hint on loading that Chromium gives for a page that is open for some seconds. It never appears on a fast
 * machine.
 */
const PRELOADED = /was preloaded using link preload but not used within a few seconds/;

/**
 * Collects what a browser complains about: errors of scripts, and what the Content-Security-Policy forbids.
 *
 * @returns the complaints so far; `refused` matches requests that may fail, the page itself for example
 */
export function listenForComplaints(page: Page): (refused?: RegExp) => string[] {
  const complaints: { text: string; url: string }[] = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    complaints.push({ text: message.text(), url: message.location().url });
  });
  page.on('pageerror', (error) => complaints.push({ text: String(error), url: page.url() }));
  return (refused) =>
    complaints
      // Browsers request it before they have read which icon the page names.
      .filter(({ url }) => !url.endsWith('/favicon.ico'))
      .filter(({ text }) => !PRELOADED.test(text))
      .filter(({ text, url }) => !(text.startsWith('Failed to load resource') && refused?.test(url)))
      .map(({ text, url }) => `${text} (${url})`);
}
