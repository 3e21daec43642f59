import type { StandardResponse } from '@/domain/errors';

/** An answer that was no success. Status 0: there was no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

/**
 * Fetches JSON from the console's own API.
 *
 * @param path with its query
 * @param init as for fetch
 * @throws ApiError with the words of the standard object, or of the network's silence
 */
export async function fetchJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (init?.signal?.aborted) throw error;
    throw new ApiError(0, 'The console could not be reached.');
  });
  if (response.ok) return response.json() as Promise<T>;
  const error = (await response.json().catch(() => null)) as StandardResponse | null;
  throw new ApiError(
    response.status,
    error?.detail ?? `The console answered with status ${response.status}.`,
  );
}
