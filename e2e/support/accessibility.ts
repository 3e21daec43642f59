import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe takes the heading of a Mantine dialog for a second banner, since its `section` has the role dialog. By the
 * standard a `header` within a `section` is none, and browsers agree.
 */
const DIALOG_HEADERS = ['landmark-no-duplicate-banner', 'landmark-unique'];

/**
 * A list that drops down is a part of its field or button, wherever it stands in the document, and is scrolled by
 * the arrow keys from there.
 */
const DROPPED_DOWN = ['region', 'scrollable-region-focusable'];

/** Colours fade from one to the other; what is measured on the way is nothing that anyone sees. */
const untilStill = (page: Page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY),
  );

/** Holds a page, as it stands, against every rule that axe knows, light and dark. */
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

/** What Chromium says of a page that is open for some seconds: a hint on loading, which a fast machine never sees. */
const PRELOADED = /was preloaded using link preload but not used within a few seconds/;

/**
 * Listens for what a browser complains about: errors of scripts, and what the Content-Security-Policy forbids.
 *
 * @returns the complaints so far; `refused` is what may be answered with an error, the page itself for example
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
      // Browsers ask for it before they have read which icon the page names.
      .filter(({ url }) => !url.endsWith('/favicon.ico'))
      .filter(({ text }) => !PRELOADED.test(text))
      .filter(({ text, url }) => !(text.startsWith('Failed to load resource') && refused?.test(url)))
      .map(({ text, url }) => `${text} (${url})`);
}
