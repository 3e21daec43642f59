import { z } from 'zod';
import { networkOf } from './network';

/** Only the failures of this time count. */
export const WINDOW_MINUTES = 15;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** How many failures within the window are allowed before the next attempt must wait, by what they share. */
export const MAX_FAILURES = { device: 10, nameAndAddress: 10, name: 100, address: 50 };

export const failuresRow = z.strictObject({
  count: z.int(),
  /** Seconds since the newest failure, or null without one. */
  age: z.number().nullable(),
});

type Failures = z.output<typeof failuresRow>;

/** A sign-in attempt, and where it comes from. */
export interface SignInTry {
  /** As typed; it may be unknown. */
  userName: string;
  /** The user with that name, or null for an unknown name. */
  userId: number | null;
  /** Null when unknown. Then only the limits per name apply. */
  address: string | null;
  /** The browser's id, if it has signed in as this user before; otherwise null. */
  device: string | null;
}

/** Seconds from the newest failure until the next attempt is admitted: 0 below the limit, then doubling. */
function waitAfter(count: number, max: number): number {
  if (count < max) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (count - max));
}

/** Whether the next attempt must wait. */
export const mustWait = ({ count, age }: Failures, max: number): boolean =>
  age !== null && age < waitAfter(count, max);

/** The address, IPv6 as its network, as failures are stored. */
export const placeOf = ({ address }: SignInTry) => (address === null ? null : networkOf(address));
