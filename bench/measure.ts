/** Times of one thing in milliseconds: half took no longer than the median, a tenth took longer than `high`. */
interface Times {
  median: number;
  high: number;
}

function timesOf(measured: readonly number[]): Times {
  const sorted = measured.toSorted((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), high: at(0.9) };
}

/** Rounds that are not counted: connections, plans and memory are filled. */
const WARM_UP = 3;

/**
 * Does several things in turn, so that what else the machine does slows all of them alike.
 *
 * @param works by name
 * @throws the signal's reason when it is aborted
 */
export async function timesInTurn<Name extends string>(
  works: Record<Name, () => Promise<unknown>>,
  { rounds, signal }: { rounds: number; signal: AbortSignal },
): Promise<Record<Name, Times>> {
  const entries = Object.entries(works) as [Name, () => Promise<unknown>][];
  const measured = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [name, work] of entries) {
      signal.throwIfAborted();
      const begin = performance.now();
      await work();
      if (round >= 0) measured.get(name)?.push(performance.now() - begin);
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, timesOf(measured.get(name) ?? [])])) as Record<
    Name,
    Times
  >;
}

/** How many times a second something is done by so many at once. */
export async function rateOf(
  work: () => Promise<unknown>,
  { clients, count }: { clients: number; count: number },
): Promise<number> {
  let left = count;
  const begin = performance.now();
  const doSome = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: clients }, doSome));
  return (1_000 * count) / (performance.now() - begin);
}
