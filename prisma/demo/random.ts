/** Random choices that come out the same in every run. */
export type Random = {
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  /** One of these. */
  pick<T>(from: readonly T[]): T;
  /** So many different ones of these, or all when there are fewer. */
  pickSome<T>(from: readonly T[], count: number): T[];
};

/**
 * The generator known as mulberry32: small, and even enough for made-up rows. Not fit for secrets.
 *
 * @param seed any whole number
 * @returns choices that depend on the seed and on how many were made before
 */
export function createRandom(seed: number): Random {
  let state = seed;
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  const pickSome = <T>(from: readonly T[], count: number) => {
    const rest = [...from];
    const most = Math.min(count, rest.length);
    return Array.from({ length: most }, () => rest.splice(whole(0, rest.length - 1), 1)[0] as T);
  };
  return {
    whole,
    percent: (share) => whole(1, 100) <= share,
    pick: (from) => from[whole(0, from.length - 1)] as (typeof from)[number],
    pickSome,
  };
}
