import { createRandom, type Random } from '../demo/random';

/** Whole numbers below this are drawn for `skewed`: enough for the largest world. */
const STEPS = 2 ** 31;

/**
 * Returns a source of choices for one row. It depends on nothing but these three numbers, so that a world can
 * be continued at any row.
 *
 * @param kind differs between the kinds of rows
 */
export function randomFor(seed: number, kind: number, index: number): Random {
  const mixed =
    Math.imul(seed ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  return createRandom(mixed ^ (mixed >>> 15));
}

/**
 * Draws a number below `size`, small ones much more often.
 *
 * @param power 1 for no skew; with 4, the first of 10,000 gets a tenth of all draws
 */
export function skewed(random: Random, size: number, power: number): number {
  return Math.min(size - 1, Math.floor(size * (random.whole(0, STEPS - 1) / STEPS) ** power));
}

export const pickSkewed = (random: Random, from: readonly string[]): string =>
  from[skewed(random, from.length, 1.1)] ?? '';

/**
 * Chooses different numbers below `size`. If a number is drawn again, the next free one takes its place.
 *
 * @param count at most `size`
 * @param draw returns the number for a position
 */
export function chooseDistinct(count: number, size: number, draw: (position: number) => number): number[] {
  const chosen = new Set<number>();
  for (let position = 0; position < count; position += 1) {
    let number = draw(position);
    while (chosen.has(number)) number = (number + 1) % size;
    chosen.add(number);
  }
  return [...chosen];
}

const EIGHT_DIGITS = 2 ** 32 - 1;

/** Makes a UUID. The demo's way of making one draws each digit, which is slow for millions. */
export function quickUuid(random: Random): string {
  const eight = () => random.whole(0, EIGHT_DIGITS).toString(16).padStart(8, '0');
  const [middle, node] = [eight(), eight()];
  return `${eight()}-${middle.slice(0, 4)}-4${middle.slice(5)}-8${node.slice(1, 4)}-${node.slice(4)}${eight()}`;
}
