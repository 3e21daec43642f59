import { parse } from 'bowser';

/** The text when nothing is known. */
const UNKNOWN = 'Unknown device';

/** The program's name at the start of a User-Agent, with its version if there is one. */
const PROGRAM = /^[\w.+-]{1,40}(\/[\w.+-]{1,20})?/;

/** Every browser's User-Agent begins like this, so it does not identify one. */
const ANY_BROWSER = /^Mozilla\//;

/**
 * Describes what opened a session, such as "Firefox 144 on Windows", or a program's own name.
 *
 * @param userAgent as stored
 * @returns a short text; the only part that a client controls is a bounded name of plain characters
 */
export function deviceOf(userAgent: string | null): string {
  const known = userAgent?.trim();
  if (!known) return UNKNOWN;
  const [program] = ANY_BROWSER.test(known) ? [] : (PROGRAM.exec(known) ?? []);
  if (program) return program;
  const { browser, os } = parse(known);
  const [major] = /^\d{1,4}/.exec(browser.version ?? '') ?? [];
  // `Mozilla` is what the library returns for a browser that it does not know.
  const isKnown = Boolean(browser.name) && browser.name !== 'Mozilla';
  if (!isKnown) return os.name ? `Unknown browser on ${os.name}` : UNKNOWN;
  const name = [browser.name, major].filter(Boolean).join(' ');
  return os.name ? `${name} on ${os.name}` : name;
}
