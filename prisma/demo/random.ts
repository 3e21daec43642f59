/** Random choices that are the same in every run. */
export type Random = {
  /** Returns a whole number from min to max, both included. */
  whole(min: number, max: number): number;
  /** Returns true in this share of cases, from 0 to 100. */
  percent(share: number): boolean;
  /** Returns one element. */
  pick<T>(from: readonly T[]): T;
  /** Returns `count` different elements, or all when there are fewer. */
  pickSome<T>(from: readonly T[], count: number): T[];
};

/**
 * Makes choices with the generator mulberry32, which is small and uniform enough for made-up rows. Never use
 * it for secrets. A choice depends on the seed and on the number of choices before it.
 */
export function createRandom(seed: number): Random {
  let state = seed;
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));
  const pickSome = <T>(from: readonly T[], count: number) => {
    const rest = [...from];
    const length = Math.min(count, rest.length);
    return Array.from({ length }, () => rest.splice(whole(0, rest.length - 1), 1)[0] as T);
  };
  return {
    whole,
    percent: (share) => whole(1, 100) <= share,
    pick: (from) => from[whole(0, from.length - 1)] as (typeof from)[number],
    pickSome,
  };
}

/** Makes a UUID that is the same in every run. Never use it for secrets. */
export function randomUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
