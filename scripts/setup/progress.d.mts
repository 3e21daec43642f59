/**
 * Prints what is being done, runs `work`, and prints how long it took. Returns or throws what `work` does.
 */
export function step<T>(
  labels: { doing: string; done: string | ((result: T) => string) },
  work: () => Promise<T> | T,
): Promise<T>;
