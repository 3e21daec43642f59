import type { TooManyCalls } from '@/domain/call/errors';

/**
 * Details of a sign-in attempt that next-auth's answer can't express, since it is only success or failure.
 */
export interface SignInReport {
  tooMany?: TooManyCalls;
}

/**
 * Returns next-auth's answer, with status 429 and Retry-After if the attempt was refused because too many
 * were waiting.
 */
export function withReport(response: Response, { tooMany }: SignInReport): Response {
  if (!tooMany) return response;
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(tooMany.retryAfterSeconds));
  return new Response(response.body, { status: 429, headers });
}
