/** The texts of a dialog that removes, changes or restores access. */
export const WORDING = {
  removing: {
    pending: 'Removing…',
    nothing: 'Nothing was removed',
    unknown: 'We don’t know yet whether it was removed',
    never: 'it will never be removed twice',
    color: 'red.8',
  },
  changing: {
    pending: 'Working…',
    nothing: 'Nothing was changed',
    unknown: 'We don’t know yet whether it was done',
    never: 'it will never be done twice',
    color: 'accent',
  },
  restoring: {
    pending: 'Restoring…',
    nothing: 'Nothing was restored',
    unknown: 'We don’t know yet whether it was restored',
    never: 'it will never be restored twice',
    color: 'accent',
  },
} as const;

export type Mode = keyof typeof WORDING;
