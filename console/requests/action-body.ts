import { refuse } from '@/domain/call/errors';

/** The longest body of an action, in characters. */
const MOST_TEXT = 256 * 1_024;
/** Requests and confirmations are flat. React's decoder would go as deep as it is led. */
const MOST_DEPTH = 20;
/** Of what React writes behind a `$`, the console's own pages send an absent value, and text that begins with one. */
const KNOWN_MARK = /^\$(?:undefined$|\$)/;

/**
 * Demands that a POST which names a server action has the form that the console's pages give it. Next.js would answer
 * 500 to anything that React can't decode.
 *
 * @param request the POST, which may be read
 * @throws Refusal 100
 */
export async function demandActionBody(request: Request): Promise<void> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^text\/plain\s*(?:;|$)/i.test(type)) refuse('invalid_request', 'An action is sent as text/plain.');
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MOST_TEXT)) refuse('invalid_request', 'The request is too long.');
  if (!isArguments(await request.text())) refuse('invalid_request', 'These are no arguments of an action.');
}

function isArguments(text: string): boolean {
  try {
    const sent: unknown = JSON.parse(text);
    return Array.isArray(sent) && isPlain(sent, MOST_DEPTH);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || KNOWN_MARK.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isPlain(part, depth - 1));
}
