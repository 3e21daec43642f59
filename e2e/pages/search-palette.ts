import type { Locator, Page } from '@playwright/test';

/** Search over everything, from any page. */
export class SearchPalette {
  readonly button: Locator;
  readonly root: Locator;
  readonly field: Locator;
  readonly options: Locator;
  readonly status: Locator;
  readonly close: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('banner').getByRole('button', { name: 'Search everywhere' });
    this.root = page.getByRole('dialog', { name: 'Search everywhere' });
    this.field = this.root.getByRole('combobox', { name: 'Name, e-mail, handle or id' });
    this.options = this.root.getByRole('option');
    this.close = this.root.getByRole('button', { name: 'Close' });
    this.status = this.root.getByRole('status');
  }
}
