import type { Locator, Page } from '@playwright/test';
import { untilHydrated } from '../support/hydration';

/** The only page for a user without a session. */
export class SignInPage {
  readonly userName: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly problem: Locator;
  /** The users of the demo to sign in as. */
  readonly demo: Locator;

  constructor(readonly page: Page) {
    this.userName = page.getByLabel('User name');
    this.password = page.getByRole('textbox', { name: 'Password' });
    this.submit = page.getByRole('button', { name: 'Sign in' });
    this.demo = page.getByRole('region', { name: 'Try it as' });
    // The framework has an alert of its own, which announces pages.
    this.problem = page.getByRole('main').getByRole('alert');
  }

  /** Opens the page, with an address to return to. */
  async open(from?: string): Promise<void> {
    await this.page.goto(from === undefined ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`);
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.userName.fill(userName);
    await this.password.fill(password);
    await this.submit.click();
  }

  /** Signs in, and waits until the page that opens then takes clicks and keys. */
  async enter(userName: string, password: string): Promise<void> {
    await this.signIn(userName, password);
    await this.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
    await untilHydrated(this.page);
  }
}
