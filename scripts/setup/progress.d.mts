/**
 * Prints what is being done, runs `work`, and prints how long it took. Returns or throws what `work` does.
 */
export function step<T>(
  labels: { doing: string; done: string | ((result: T) => string) },
  work: () => Promise<T> | T,
): Promise<T>;

/** A length of time in milliseconds as text: "0.4 s", "41 s", "2 min 5 s". */
export function duration(ms: number): string;
