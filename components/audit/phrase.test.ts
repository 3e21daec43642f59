import { describe, expect, it } from 'vitest';
import { AUDITED_CALLS } from '@/domain/audit-entries/types';
import { targetOf } from '@/domain/company-roles/audit-view';
import { plainWords } from '../ui/sentence';
import { type PhrasedEntry, phrase } from './phrase';

const entryOf = (entry: Partial<PhrasedEntry>): PhrasedEntry => ({
  call: 'RemoveOperatorOMS',
  target: '',
  outcome: 'done',
  restores: null,
  emailVerified: null,
  permission: null,
  ...entry,
});
const said = (entry: Partial<PhrasedEntry>) => plainWords(phrase(entryOf(entry)));

const MARCUS = 'Marcus Chen (operator 2) · Derivatives (OMS 3)';
const LINK = 'petra.kumar (user 8) · ridgeway-payroll (account 8801)';
const ROLE = 'jdoaks (user 12) · CoAgent · Windmill Farm, Inc. (company 1)';
const USER = 'jdoaks (user 12)';
const CO_ADMIN = targetOf({
  company: { id: 1, name: 'Windmill Farm, Inc.' },
  user: { userId: 11, userName: 'jsmith' },
  role: 'CoAdmin',
});

/** Each audited call with the target of an entry that says `done`, and the sentence. */
const DONE: Record<(typeof AUDITED_CALLS)[number], [target: string, words: string, more?: object]> = {
  RemoveOperatorOMS: [MARCUS, 'unassigned Marcus Chen from Derivatives'],
  RemoveUserAccount: [LINK, 'unlinked petra.kumar from ridgeway-payroll'],
  RemoveUserRole: [ROLE, 'removed CoAgent of Windmill Farm, Inc. from jdoaks'],
  RemoveAllCoAdmins: [
    CO_ADMIN.words,
    'removed CoAdmin of Windmill Farm, Inc. from jsmith by removing all CoAdmins',
  ],
  AddOperatorOMS: [MARCUS, 'assigned Marcus Chen to Derivatives'],
  SetDefaultOperatorOMS: [MARCUS, 'made Derivatives the default of Marcus Chen'],
  AddUserAccount: [LINK, 'linked petra.kumar to ridgeway-payroll'],
  UpdateCompanyAddRoles: [ROLE, 'gave jdoaks CoAgent in Windmill Farm, Inc.'],
  AddUserPermission: [USER, 'granted the permission Operator to jdoaks', { permission: 'Operator' }],
  RevokeUserPermission: [USER, 'revoked the permission Operator from jdoaks', { permission: 'Operator' }],
  SetUserInfo: [USER, 'blocked sign-in of jdoaks', { emailVerified: false }],
  UnlockUser: [USER, 'cleared failed sign-ins of jdoaks'],
  ForceUserLogoff: [USER, 'ended all sessions of jdoaks'],
  EndSession: [`${USER} · session 0190`, 'ended a session of their own'],
  EndOtherSessions: [`${USER} · all other sessions`, 'ended all their other sessions'],
  ExportAuditLog: ['the audit log, as CSV', 'exported the audit log, as CSV'],
  ExportEvidence: [
    'evidence about jdoaks (user 12), as JSON',
    'exported evidence about jdoaks (user 12), as JSON',
  ],
  Restore: ['entry 5', 'restored entry 5'],
  ChangeAuditKey: ['audit key 00 → 11', 'changed the key of the audit log'],
  UnrecordedAttempts: [
    `${USER} · 7 attempts at UnlockUser`,
    'made 7 attempts at UnlockUser, refused or failed, which have no entries of their own',
  ],
};

describe('the sentence of an entry', () => {
  it.each(AUDITED_CALLS)('says what %s did', (call) => {
    const [target, words, more] = DONE[call];
    expect(said({ call, target, ...more })).toBe(words);
  });

  it.each([
    ['AddOperatorOMS', MARCUS, 'restored Marcus Chen to Derivatives'],
    ['AddUserAccount', LINK, 'restored the link of petra.kumar to ridgeway-payroll'],
    ['UpdateCompanyAddRoles', ROLE, 'restored CoAgent of Windmill Farm, Inc. to jdoaks'],
  ])('says that %s restored a removal', (call, target, words) => {
    expect(said({ call, target, restores: '37' })).toBe(words);
    expect(said({ call, target, restores: '37', outcome: 'refused' })).toBe(
      words.replace('restored', 'tried to restore'),
    );
  });

  it.each([
    ['RemoveOperatorOMS', 'operator 2 · OMS 3', 'tried to unassign operator 2 from OMS 3'],
    ['RemoveUserAccount', 'user ada · account 8 (main)', 'tried to unlink user ada from account 8 (main)'],
    ['RemoveUserRole', 'ada · CoAdmin · Windmill', 'tried to remove CoAdmin of Windmill from ada'],
    ['RemoveAllCoAdmins', 'all CoAdmins · Windmill', 'tried to remove all CoAdmins of Windmill'],
    ['RemoveAllCoAdmins', 'all CoAdmins · Windmill (company 1)', 'tried to remove all CoAdmins of Windmill'],
    ['AddUserPermission', 'user 5 · Operator', 'tried to grant a permission to user 5'],
    ['SetUserInfo', 'user 5', 'tried to change user 5'],
    ['EndOtherSessions', 'all other sessions', 'tried to end all their other sessions'],
  ])('says what was tried when %s was refused with what the request names', (call, target, words) => {
    expect(said({ call, target, outcome: 'refused' })).toBe(words);
  });

  it('unblocks by the same call', () => {
    expect(said({ call: 'SetUserInfo', target: USER, emailVerified: true })).toBe(
      'unblocked sign-in of jdoaks',
    );
  });

  it('keeps names apart from its words, whatever they contain', () => {
    const names = ['a · b (user 1)', 'c (OMS 2) · d'];
    const target = `${names[0]} (operator 2) · ${names[1]} (OMS 3)`;
    expect(phrase(entryOf({ target })).names).toEqual(names);
    expect(said({ target: ' (operator 2) · Derivatives (OMS 3)' })).toBe(
      'unassigned user 2 from Derivatives',
    );
  });

  it.each([
    ['SomeCall', 'something'],
    ['RemoveOperatorOMS', 'something else'],
    ['UnrecordedAttempts', 'jdoaks (user 12) · 7 · attempts'],
  ])('names the call %s and its target when it has no words for them', (call, target) => {
    expect(said({ call, target })).toBe(`${call}: ${target}`);
  });

  it('leaves the separator in the name of a company', () => {
    const target = 'jdoaks (user 12) · CoAgent · Wind · mill (company 1)';
    expect(said({ call: 'RemoveUserRole', target })).toBe('removed CoAgent of Wind · mill from jdoaks');
  });
});
