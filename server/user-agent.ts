/** Longer ones say nothing more, and anybody can send one. In characters. */
const LONGEST = 500;

/**
 * What a caller's browser or program calls itself.
 *
 * @param header User-Agent as it came
 * @returns its first 500 characters, or null when there is none
 */
export const readUserAgent = (header: string | null | undefined): string | null =>
  header?.trim().slice(0, LONGEST) || null;
