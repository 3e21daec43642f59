import type { ReasonCode } from '@/domain/call/types';
import type { Random } from '../random';
import type { Act, PastCall } from './past-call';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 29;
/** How much is done on a day of the week, from Sunday on. */
const RHYTHM = [0, 4, 3, 2, 3, 2, 0];

const FIRST_TICKET = 101;
const USUAL_REASONS: readonly ReasonCode[] = [
  'role_change',
  'role_change',
  'left_company',
  'left_company',
  'customer_request',
  'clean_up',
];

/** An act with its day, counted backwards from today, if the day matters, and its reason. */
export interface Planned {
  act: Act;
  daysAgo?: number;
  reason?: ReasonCode;
  /** Follows the ticket in the details of the reason. */
  details?: string;
  /** Calls that have no reason, such as exports. */
  hasNoReason?: boolean;
}

/** The days before today, each as often as much is done on it. */
function workingDays(today: number): number[] {
  const days = Array.from({ length: DAYS }, (_, index) => today - (DAYS - index) * DAY_MS);
  return days.flatMap((day) => Array.from({ length: RHYTHM[new Date(day).getUTCDay()] ?? 0 }, () => day));
}

/**
 * Gives each act a time within the last 29 days, not today, and a reason with a ticket. The acts that have no
 * day of their own are spread over the working days.
 *
 * @param now only its day counts, in UTC
 */
export function schedule(random: Random, planned: readonly Planned[], now: Date): PastCall[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const days = workingDays(today);
  const free = planned.filter(({ daysAgo }) => daysAgo === undefined);
  const starts = new Map(
    planned.map((one) => {
      const index = free.indexOf(one);
      const usual = days[Math.floor((index * days.length) / free.length)] ?? today - DAY_MS;
      const day = one.daysAgo === undefined ? usual : today - one.daysAgo * DAY_MS;
      // From 8 to 17 hours, so that even what follows some hours later is on the same day.
      return [one, day + random.whole(8 * 3_600, 17 * 3_600) * 1000];
    }),
  );
  const inOrder = planned.toSorted((one, other) => (starts.get(one) ?? 0) - (starts.get(other) ?? 0));
  const calls = inOrder.flatMap((one, index): PastCall[] => {
    const code = one.reason ?? random.pick(USUAL_REASONS);
    const text = `ACC-${FIRST_TICKET + index}${one.details ? ` ${one.details}` : ''}`;
    return one.act.map(([seconds, attempt]) => ({
      at: new Date((starts.get(one) ?? 0) + seconds * 1000),
      attempt,
      ...(!one.hasNoReason && { reason: { code, text } }),
    }));
  });
  return calls.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
