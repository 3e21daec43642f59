const ORIGIN = /^(https?):\/\/([^\s/@?#\\]+)$/i;

/**
 * The canonical spelling of an origin. It ignores letter case, the dot after a full host name, the scheme's
 * default port and other forms of an address, such as `[::0:1]`.
 *
 * @param text from a header or a setting
 * @returns null when the text is not an http or https origin
 */
export function canonicalOrigin(text: string): string | null {
  if (!ORIGIN.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.hostname = url.hostname.replace(/\.$/, '');
  return url.origin;
}

/**
 * Whether a Host header names the host and port of an origin. The header has no scheme, so the origin's is
 * used.
 *
 * @param origin such as NEXTAUTH_URL, or an Origin header
 */
export function isHostOf(host: string | null | undefined, origin: string): boolean {
  const canonical = canonicalOrigin(origin);
  if (canonical === null || !host) return false;
  return canonicalOrigin(`${new URL(canonical).protocol}//${host}`) === canonical;
}
