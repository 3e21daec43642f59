import { expect, it } from 'vitest';
import { EVERYTHING_SHOWN } from '@/domain/testing/everything-shown';
import type { ShownParts } from '@/domain/users/types';
import { shownWords } from './shown-words';

it.each<[string, Partial<ShownParts>, string, string | null]>([
  ['sees everything', {}, 'Showing: everything', null],
  [
    'is an Operator',
    { roles: 'none', permissions: 'Operator', sessions: 'none' },
    'Showing: OMSs, accounts, the Operator permission, sign-in',
    'Company roles, other permissions and open sessions aren’t shown to you; a PlatformAdmin can check.',
  ],
  [
    'is a CoAdmin',
    {
      omses: 'none',
      accounts: 'none',
      roles: 'own companies',
      permissions: 'none',
      signIn: 'none',
      sessions: 'none',
    },
    'Showing: roles in companies that you manage',
    'OMSs, accounts, roles in other companies, permissions, sign-in and open sessions aren’t shown to you; a PlatformAdmin can check.',
  ],
  [
    'is a CoAdmin looking at themselves',
    { omses: 'none', accounts: 'none', roles: 'own companies' },
    'Showing: roles in companies that you manage, permissions, sign-in, open sessions',
    'OMSs, accounts and roles in other companies aren’t shown to you; a PlatformAdmin can check.',
  ],
])('a reader who %s is told what is and isn’t shown', (_, shown, seen, unseen) => {
  expect(shownWords({ ...EVERYTHING_SHOWN, ...shown })).toEqual({ seen, unseen });
});
