/** In characters. Any client can send a header of any length; more would add no information. */
const MAX_LENGTH = 500;

/**
 * What a browser or program calls itself.
 *
 * @returns the first 500 characters of the User-Agent header, or null without one
 */
export const readUserAgent = (header: string | null | undefined): string | null =>
  header?.trim().slice(0, MAX_LENGTH) || null;
