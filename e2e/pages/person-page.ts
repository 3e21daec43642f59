import type { Locator, Page } from '@playwright/test';

/** The page of one person: all the access they still have, and what the user has chosen of it. */
export class PersonPage {
  readonly heading: Locator;
  readonly choices: Locator;
  /** Stays visible while something is chosen. */
  readonly bar: Locator;
  readonly review: Locator;
  readonly clear: Locator;
  readonly history: Locator;

  constructor(
    readonly page: Page,
    readonly user: { id: number; userName: string },
  ) {
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { level: 1 });
    this.choices = main.getByRole('checkbox');
    this.bar = main.getByRole('region', { name: 'Selected access' });
    this.review = this.bar.getByRole('button', { name: 'Review removal' });
    this.clear = this.bar.getByRole('button', { name: 'Clear' });
    this.history = main
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
  }

  async open(): Promise<void> {
    await this.page.goto(`/people/${this.user.id}`);
  }

  /** The person's access of one kind. */
  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** A checkbox, by its full name. */
  choice(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  /** Ticks these, and opens the dialog. */
  async choose(...names: string[]): Promise<void> {
    for (const name of names) await this.choice(name).check();
    await this.review.click();
  }
}
