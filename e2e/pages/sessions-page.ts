import type { Locator, Page } from '@playwright/test';

const END_OTHERS = 'End all other sessions';

/** The page of the user's own sessions. */
export class SessionsPage {
  readonly heading: Locator;
  /** The rows, without the row of headings. */
  readonly rows: Locator;
  /** The session that shows the page. */
  readonly current: Locator;
  readonly endButtons: Locator;
  readonly endOthers: Locator;
  /** Why the last attempt ended no session. */
  readonly failure: Locator;
  readonly dialog: Locator;
  readonly cancel: Locator;
  readonly confirm: Locator;

  constructor(readonly page: Page) {
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { level: 1, name: 'Your sessions' });
    this.rows = main.getByRole('row').filter({ has: page.getByRole('cell') });
    this.current = this.row('This session');
    this.endButtons = main.getByRole('button', { name: /^End session: / });
    this.endOthers = main.getByRole('button', { name: END_OTHERS });
    this.failure = main.getByRole('alert');
    this.dialog = page.getByRole('dialog', { name: END_OTHERS });
    this.cancel = this.dialog.getByRole('button', { name: 'Cancel' });
    this.confirm = this.dialog.getByRole('button', { name: END_OTHERS });
  }

  /** Opens the page. */
  async open(): Promise<void> {
    await this.page.goto('/settings/sessions');
  }

  /** The row that contains this text. */
  row(hasText: string): Locator {
    return this.rows.filter({ hasText });
  }

  /** The message that says it was done. */
  done(hasText: string): Locator {
    return this.page.getByRole('status').filter({ hasText });
  }
}
