import type { Locator, Page } from '@playwright/test';

/** A page with a list: search, filters, sort order, pages, rows. */
export class ListPage {
  readonly heading: Locator;
  readonly search: Locator;
  /** The rows, without the row of headings. */
  readonly rows: Locator;
  readonly count: Locator;
  readonly next: Locator;
  readonly previous: Locator;
  readonly size: Locator;

  constructor(
    readonly page: Page,
    readonly path: string,
  ) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.search = page.getByRole('searchbox');
    this.rows = page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
    this.count = page.getByRole('search').getByRole('status');
    this.next = page.getByRole('button', { name: 'Next' });
    this.previous = page.getByRole('button', { name: 'Previous' });
    this.size = page.getByRole('combobox', { name: 'Rows per page' });
  }

  /** Opens the page, with filters from its address. */
  async open(query: Record<string, string> = {}): Promise<void> {
    const text = new URLSearchParams(query).toString();
    await this.page.goto(text ? `${this.path}?${text}` : this.path);
  }

  /** Opens the panel of the filters, unless it is open, and returns a field in it. */
  async filter(label: string): Promise<Locator> {
    return (await this.openFilters()).getByLabel(label, { exact: true }).first();
  }

  /** Opens the panel of the filters, unless it is open, and returns one of its presets. */
  async preset(label: string): Promise<Locator> {
    return (await this.openFilters()).getByRole('button', { name: label, exact: true });
  }

  private async openFilters(): Promise<Locator> {
    const panel = this.page.getByRole('dialog', { name: 'Filters' });
    if (!(await panel.isVisible()))
      await this.page.getByRole('button', { name: 'Filter', exact: true }).click();
    return panel;
  }

  /** The button that removes a filter. */
  chip(label: string, value: string): Locator {
    return this.page.getByRole('button', { name: `Remove the filter ${label}: ${value}`, exact: true });
  }

  /** The row that contains all of these texts. */
  row(...words: string[]): Locator {
    return words.reduce((rows, hasText) => rows.filter({ hasText }), this.rows);
  }

  /** The box that selects a row. */
  box(rowName: string): Locator {
    return this.page.getByRole('checkbox', { name: `Select: ${rowName}`, exact: true });
  }

  /** The remove button of a row, by its full name. */
  button(verb: string, rowName: string): Locator {
    return this.page.getByRole('button', { name: `${verb}: ${rowName}`, exact: true });
  }

  /** The heading of a column that can be sorted. */
  header(name: string): Locator {
    return this.page.getByRole('columnheader', { name, exact: true });
  }
}
