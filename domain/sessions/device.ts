import { parse } from 'bowser';

/** Said where nothing is known. */
const UNKNOWN = 'Unknown device';

/** A program's name, with its version if it says one: what stands first in its User-Agent. */
const PROGRAM = /^[\w.+-]{1,40}(\/[\w.+-]{1,20})?/;

/** Every browser begins so: it says nothing about which. */
const ANY_BROWSER = /^Mozilla\//;

/**
 * What a session was opened with, in words such as "Firefox 144 on Windows", or by a program's own name.
 *
 * @param userAgent as it was stored, or null
 * @returns a few words; nothing of a caller's own but a bounded name of plain letters
 */
export function deviceOf(userAgent: string | null): string {
  const known = userAgent?.trim();
  if (!known) return UNKNOWN;
  const [program] = ANY_BROWSER.test(known) ? [] : (PROGRAM.exec(known) ?? []);
  if (program) return program;
  const { browser, os } = parse(known);
  const [major] = /^\d{1,4}/.exec(browser.version ?? '') ?? [];
  // What the library makes of the word that they all begin with.
  const isKnown = Boolean(browser.name) && browser.name !== 'Mozilla';
  if (!isKnown) return os.name ? `Unknown browser on ${os.name}` : UNKNOWN;
  const name = [browser.name, major].filter(Boolean).join(' ');
  return os.name ? `${name} on ${os.name}` : name;
}
