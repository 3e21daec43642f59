import type { ShownParts } from '../users/types';

/** What a reader is shown who sees every part of a person's access. */
export const EVERYTHING_SHOWN: ShownParts = {
  omses: 'all',
  accounts: 'all',
  roles: 'all',
  permissions: 'all',
  signIn: 'all',
  sessions: 'all',
  history: 'all',
};
