import type { Locator, Page } from '@playwright/test';

/** The one dialog of a plan: its review, and then the progress of its steps. */
export class PlanDialog {
  readonly root: Locator;
  readonly steps: Locator;
  /** Rows of the comparison of before and after. */
  readonly states: Locator;
  readonly warning: Locator;
  readonly reason: Locator;
  readonly details: Locator;
  readonly typedName: Locator;
  readonly cancel: Locator;
  readonly confirm: Locator;
  /** How many steps are done. */
  readonly status: Locator;
  readonly lookAgain: Locator;
  readonly signedOut: Locator;
  /** The button below, not the cross in the corner. */
  readonly close: Locator;

  constructor(page: Page, userName: string, verb = 'Remove access') {
    this.root = page.getByRole('dialog', { name: `${verb}: ${userName}` });
    this.steps = this.root.getByRole('listitem');
    this.states = this.root.getByRole('row').filter({ has: page.getByRole('cell') });
    this.warning = this.root.locator('[data-warnings]');
    this.reason = this.root.getByLabel('Reason');
    this.details = this.root.getByLabel('Details');
    this.typedName = this.root.getByLabel('Name of the user');
    this.cancel = this.root.getByRole('button', { name: 'Cancel' });
    this.confirm = this.root.getByRole('button', { name: new RegExp(`^${verb}`) });
    this.status = this.root.getByRole('status');
    this.lookAgain = this.root.getByRole('button', { name: /^Review the .*left$/ });
    this.signedOut = this.root.getByRole('alert').filter({ hasText: 'Your session has ended' });
    this.close = this.root.getByRole('button', { name: 'Close' }).last();
  }

  /** The step that contains this text. */
  step(hasText: string): Locator {
    return this.steps.filter({ hasText });
  }

  /** Fills in the required fields, and confirms. */
  async run({ reason = 'Clean-up', details = '', typedName = '' } = {}): Promise<void> {
    await this.reason.selectOption({ label: reason });
    if (details) await this.details.fill(details);
    if (typedName) await this.typedName.fill(typedName);
    await this.confirm.click();
  }
}
