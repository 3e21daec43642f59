/** Pseudorandom numbers, the same for the same seed (mulberry32). */
export interface Random {
  /** At least 0 and less than 1. */
  next(): number;
  /** One of several. */
  oneOf<T>(choices: readonly [T, ...T[]]): T;
}

/** @param seed a whole number */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, oneOf: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0] };
}
