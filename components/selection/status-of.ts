import { MAX_STEPS } from '@/domain/plans/types';

/**
 * How much is selected, and the limit of one plan where it is reached.
 *
 * @param available how many could be selected, if not for the limit
 */
export function statusOf(count: number, available = count): string {
  if (count > MAX_STEPS) return `${count} selected. At most ${MAX_STEPS} at a time.`;
  if (count === MAX_STEPS && available > count) {
    return `${count} of ${available} selected: at most ${MAX_STEPS} at a time`;
  }
  return `${count} selected`;
}
