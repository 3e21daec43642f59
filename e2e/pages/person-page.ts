import { expect, type Locator, type Page } from '@playwright/test';

/** The page of one person: all the access they still have, and what the user has chosen of it. */
export class PersonPage {
  readonly heading: Locator;
  readonly choices: Locator;
  /** Stays visible while something is chosen. */
  readonly bar: Locator;
  readonly review: Locator;
  readonly clear: Locator;
  /** All the access, in one list. */
  readonly access: Locator;
  readonly removeAll: Locator;
  /** The newest entries. */
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
    this.access = main.getByRole('region', { name: 'Access', exact: true });
    this.removeAll = main.getByRole('button', { name: 'Remove all access…' });
    this.history = main.getByRole('region', { name: 'History' }).getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto(`/people/${this.user.id}`);
  }

  /** The rows of one kind, such as "Account". */
  rows(kind: string): Locator {
    return this.access.getByRole('listitem').filter({ has: this.page.getByText(kind, { exact: true }) });
  }

  /** A checkbox, by its full name. */
  choice(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  /** Ticks all access of these kinds that can be removed. */
  async tickKinds(...kinds: string[]): Promise<void> {
    for (const kind of kinds) {
      await expect(this.rows(kind).first()).toBeVisible();
      for (const box of await this.rows(kind).getByRole('checkbox').all()) {
        if (await box.isEnabled()) await box.check();
      }
    }
  }

  /** Ticks all access of these kinds, and opens the dialog. */
  async chooseKinds(...kinds: string[]): Promise<void> {
    await this.tickKinds(...kinds);
    await this.review.click();
  }

  /** Ticks these, and opens the dialog. */
  async choose(...names: string[]): Promise<void> {
    for (const name of names) await this.choice(name).check();
    await this.review.click();
  }
}
