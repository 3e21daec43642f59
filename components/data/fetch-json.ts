import { USER_HEADER } from '@/console/session/paths';
import { type StandardResponse, saysSignedInElsewhere, signedInElsewhere } from '@/domain/call/errors';
import { revealHidden } from '@/domain/values/characters';
import { tabNow } from './tab';

/**
 * An answer other than success. Status 0: there was no answer, or none for the page's own user, whose page
 * then stays unchanged.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

/** Names the page's user, so that the server returns no data of another user. */
export function namingOwner(headers?: HeadersInit): Headers {
  const named = new Headers(headers);
  const { owner } = tabNow();
  if (owner) named.set(USER_HEADER, String(owner.userId));
  return named;
}

async function fetchOwn(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...init, headers: namingOwner(init?.headers) }).catch(
    (error: unknown) => {
      if (init?.signal?.aborted) throw error;
      throw new ApiError(0, 'The console could not be reached.');
    },
  );
  if (response.ok) return response;
  const error = (await response.json().catch(() => null)) as StandardResponse | null;
  const words = error?.detail
    ? revealHidden(error.detail)
    : `The console answered with status ${response.status}.`;
  throw new ApiError(saysSignedInElsewhere(words) ? 0 : response.status, words);
}

/** While the browser is signed in as another user, the server would refuse the request. */
function refuseStranger(): void {
  const { otherUser } = tabNow();
  if (otherUser !== null) throw new ApiError(0, signedInElsewhere(otherUser));
}

/** Fetches the session, the only request that is sent whichever user is signed in. */
export async function fetchSession<T>(init: RequestInit): Promise<T> {
  return (await fetchOwn('/api/session', init)).json() as Promise<T>;
}

/**
 * Fetches JSON from the console's own API.
 *
 * @param path including the query
 * @throws ApiError with the message of the standard object, or of the network failure
 */
export async function fetchJson<T>(path: string, init?: RequestInit): Promise<T> {
  refuseStranger();
  return (await fetchOwn(path, init)).json() as Promise<T>;
}

/**
 * Fetches lines of JSON from the console's own API and yields each as it arrives.
 *
 * @param path including the query
 * @throws ApiError as fetchJson, also if the answer is cut off
 */
export async function* fetchLines<T>(path: string, init?: RequestInit): AsyncGenerator<T> {
  refuseStranger();
  const { body } = await fetchOwn(path, init);
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ApiError(0, 'The answer was cut off.');
    });
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as T;
  }
}
