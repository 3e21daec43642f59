const ORIGIN = /^(https?):\/\/([^\s/@?#\\]+)$/i;

/**
 * The one spelling of an origin. Letter case, the dot after a full host name, the scheme's default port and the forms
 * of an address, such as `[::0:1]`, don't count.
 *
 * @param text what a header or a setting says
 * @returns null for what is no origin of http or https
 */
export function canonicalOrigin(text: string): string | null {
  if (!ORIGIN.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.hostname = url.hostname.replace(/\.$/, '');
  return url.origin;
}

/**
 * Whether a Host header names the host and port of an origin. The header has no scheme: the origin's counts.
 *
 * @param host what the header says
 * @param origin such as NEXTAUTH_URL, or what an Origin header says
 */
export function isHostOf(host: string | null | undefined, origin: string): boolean {
  const canonical = canonicalOrigin(origin);
  if (canonical === null || !host) return false;
  return canonicalOrigin(`${new URL(canonical).protocol}//${host}`) === canonical;
}
