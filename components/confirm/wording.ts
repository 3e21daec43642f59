import { REMOVAL_REASONS, RESTORE_REASONS } from '@/domain/call/types';

/** The texts of a dialog that removes, changes or restores access. */
export const WORDING = {
  removing: {
    pending: 'Removing…',
    nothing: 'Nothing was removed',
    unknown: 'We don’t know yet whether it was removed',
    never: 'it will never be removed twice',
    color: 'red.8',
    reasons: REMOVAL_REASONS,
  },
  changing: {
    pending: 'Working…',
    nothing: 'Nothing was changed',
    unknown: 'We don’t know yet whether it was done',
    never: 'it will never be done twice',
    color: 'accent',
    reasons: REMOVAL_REASONS,
  },
  restoring: {
    pending: 'Restoring…',
    nothing: 'Nothing was restored',
    unknown: 'We don’t know yet whether it was restored',
    never: 'it will never be restored twice',
    color: 'accent',
    reasons: RESTORE_REASONS,
  },
} as const;

export type Mode = keyof typeof WORDING;
