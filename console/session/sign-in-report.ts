import type { TooManyCalls } from '@/domain/call/errors';

/** What a try to sign in has to say beyond the library's answer, which knows right and wrong only. */
export interface SignInReport {
  tooMany?: TooManyCalls;
}

/**
 * The library's answer, with the status and the header of a try that was turned away because too many waited.
 *
 * @param response of the library
 * @param report of the try
 */
export function withReport(response: Response, { tooMany }: SignInReport): Response {
  if (!tooMany) return response;
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(tooMany.retryAfterSeconds));
  return new Response(response.body, { status: 429, headers });
}
