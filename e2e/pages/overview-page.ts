import type { Locator, Page } from '@playwright/test';

/** The overview: what needs attention, what was done, removals by day, the latest activity. */
export class OverviewPage {
  /** The numbers of the last days that lead to a list. */
  readonly summed: Locator;
  /** The number of each finding, with its title. */
  readonly findings: Locator;
  readonly removals: Locator;
  /** Opens the numbers below the chart. */
  readonly showNumbers: Locator;
  readonly numbers: Locator;
  readonly latest: Locator;

  constructor(readonly page: Page) {
    const main = page.getByRole('main');
    this.summed = main.getByRole('region', { name: 'Last 7 days' }).getByRole('link');
    this.findings = main.getByRole('region', { name: 'Needs attention' }).getByRole('link');
    this.removals = main.getByRole('region', { name: 'Removals per day' });
    this.showNumbers = this.removals.getByText('Show as table');
    this.numbers = this.removals.getByRole('table').getByRole('link');
    this.latest = main.getByRole('region', { name: 'Latest activity' }).getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto('/');
  }

  /** The number or finding whose link begins with an address. */
  numbersLeadingTo(address: string): Locator {
    return this.summed.or(this.findings).and(this.page.locator(`[href^="${address}"]`));
  }
}
