import type { FilledWorld } from '@/domain/testing/filled-world';

/** The two databases that are compared, and how thoroughly. */
export interface Bench {
  small: SizedWorld;
  large: SizedWorld;
  /** How often each thing is timed. */
  rounds: number;
  signal: AbortSignal;
}

export interface SizedWorld extends FilledWorld {
  links: number;
}

/** The links of the small one. */
export const SMALL_LINKS = 10_000;
