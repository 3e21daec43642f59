import type { Locator, Page } from '@playwright/test';

/** The one dialog of every removal. */
export class RemovalDialog {
  readonly root: Locator;
  readonly reason: Locator;
  readonly details: Locator;
  readonly typedName: Locator;
  readonly cancel: Locator;
  /** The cross in the corner, and the button below when there is nothing to confirm. */
  readonly cross: Locator;
  readonly close: Locator;
  readonly confirm: Locator;
  readonly checkAgain: Locator;
  /** The result of the last failed attempt. */
  readonly failure: Locator;
  readonly warning: Locator;

  constructor(page: Page, verb: string) {
    this.root = page.getByRole('dialog', { name: verb });
    this.reason = this.root.getByLabel('Reason');
    this.details = this.root.getByLabel('Details');
    this.typedName = this.root.getByLabel(/^(Name|Handle|Id) of the /);
    this.cancel = this.root.getByRole('button', { name: 'Cancel' });
    this.cross = this.root.getByRole('button', { name: 'Close' }).first();
    this.close = this.root.getByRole('button', { name: 'Close' }).last();
    this.confirm = this.root.getByRole('button', { name: verb });
    this.checkAgain = this.root.getByRole('button', { name: 'Check again' });
    this.failure = this.root.getByRole('alert').first();
    this.warning = this.root.locator('[data-warnings]');
  }

  /** Fills in all required fields. */
  async fill({ reason = 'Clean-up', details = '', typedName = '' } = {}): Promise<void> {
    await this.reason.selectOption({ label: reason });
    if (details) await this.details.fill(details);
    if (typedName) await this.typedName.fill(typedName);
  }

  /** Fills in all required fields, and confirms. */
  async run(given?: Parameters<RemovalDialog['fill']>[0]): Promise<void> {
    await this.fill(given);
    await this.confirm.click();
  }
}
