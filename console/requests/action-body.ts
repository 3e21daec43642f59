import { refuse } from '@/domain/call/errors';

/** Maximum length of an action's body in bytes. */
const MAX_BODY = 256 * 1_024;
/** Maximum nesting. Requests and confirmations are flat, but React's decoder has no limit of its own. */
const MAX_DEPTH = 20;
/** React marks special values with `$`. Our pages send only two: undefined, and text that starts with `$`. */
const ALLOWED_MARK = /^\$(?:undefined$|\$)/;

/**
 * Requires that the body of a server action has the form that the console's pages send. Next.js would answer
 * 500 to a body that React can't decode.
 *
 * @param request whose body this function reads
 * @throws Refusal 100
 */
export async function demandActionBody(request: Request): Promise<void> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^text\/plain\s*(?:;|$)/i.test(type)) refuse('invalid_request', 'An action is sent as text/plain.');
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MAX_BODY)) refuse('invalid_request', 'The request is too long.');
  if (!isArguments(await request.text()))
    refuse('invalid_request', 'The body does not contain the arguments of an action.');
}

function isArguments(text: string): boolean {
  try {
    const sent: unknown = JSON.parse(text);
    return Array.isArray(sent) && isPlain(sent, MAX_DEPTH);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || ALLOWED_MARK.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isPlain(part, depth - 1));
}
