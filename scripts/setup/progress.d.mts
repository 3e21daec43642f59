/** Says what is being done, does it, and says how long it took; returns or throws what the work did. */
export function step<T>(
  words: { doing: string; done: string | ((result: T) => string) },
  work: () => Promise<T> | T,
): Promise<T>;
