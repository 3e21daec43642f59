import type { Locator, Page } from '@playwright/test';

/** The overview: figures, what needs attention, removals by day, the latest activity. */
export class OverviewPage {
  readonly figures: Locator;
  /** The number of each finding, with its title. */
  readonly findings: Locator;
  readonly removals: Locator;
  /** Opens the numbers below the chart. */
  readonly showNumbers: Locator;
  readonly numbers: Locator;
  readonly latest: Locator;

  constructor(readonly page: Page) {
    const main = page.getByRole('main');
    this.figures = main.getByRole('definition').getByRole('link');
    this.findings = main.getByRole('heading', { level: 3 }).getByRole('link');
    this.removals = main.getByRole('region', { name: 'Removals per day' });
    this.showNumbers = this.removals.getByText('Show as table');
    this.numbers = this.removals.getByRole('table').getByRole('link');
    this.latest = main.getByRole('region', { name: 'Latest activity' }).getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto('/');
  }

  /** The figure or finding whose link begins with an address. */
  numbersLeadingTo(address: string): Locator {
    return this.figures.or(this.findings).and(this.page.locator(`[href^="${address}"]`));
  }
}
