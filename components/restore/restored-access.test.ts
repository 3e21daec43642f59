import { describe, expect, it } from 'vitest';
import { plainWords } from '../ui/sentence';
import { restoredAccess, restoredWords } from './restored-access';

const factsOf = (call: string, target: string) => ({
  seq: '1',
  call,
  target,
  removedBy: 'tsmith',
  removedAt: '2026-03-01T10:00:00.000Z',
});
const link = (user: number, account: number) =>
  factsOf('AddUserAccount', `ada-${user} (user ${user}) · acc-${account} (account ${account})`);

const rowsOf = (...facts: Parameters<typeof restoredAccess>[0]) =>
  restoredAccess(facts).map(({ label, now, afterwards }) => [
    plainWords(label),
    now.map(plainWords).join(),
    afterwards.map(plainWords),
  ]);

describe('what is held before and after a restore', () => {
  it('is one row for one person, whatever they get back', () => {
    expect(
      rowsOf(
        factsOf('AddOperatorOMS', 'ada-1 (operator 1) · Spot (OMS 3)'),
        link(1, 9),
        factsOf('UpdateCompanyAddRoles', 'ada-1 (user 1) · CoAgent · Mill, Inc. (company 4)'),
      ),
    ).toEqual([['ada-1', 'None of these', ['Spot', 'acc-9', 'CoAgent of Mill, Inc.']]]);
  });

  it('is one row for one account with several people', () => {
    expect(rowsOf(link(1, 9), link(2, 9))).toEqual([['acc-9', 'None of these', ['ada-1', 'ada-2']]]);
  });

  it('is left out where neither people nor things are few, and for a target of another form', () => {
    expect(rowsOf(...[1, 2, 3, 4, 5, 6, 7].map((id) => link(id, id)))).toEqual([]);
    expect(rowsOf(factsOf('UpdateCompanyAddRoles', 'all CoAdmins · Mill, Inc. (company 4)'))).toEqual([]);
  });
});

it.each([
  [
    'AddOperatorOMS',
    'ada-1 (operator 1) · Spot (OMS 3)',
    'ada-1 (operator 1) will manage Spot (OMS 3) again.',
  ],
  [
    'AddUserAccount',
    'ada-1 (user 1) · acc-9 (account 9)',
    'ada-1 (user 1) will be linked to acc-9 (account 9) again.',
  ],
  [
    'UpdateCompanyAddRoles',
    'ada-1 (user 1) · CoAgent · Mill, Inc. (company 4)',
    'ada-1 (user 1) will be CoAgent of Mill, Inc. (company 4) again.',
  ],
  ['AddAnything', 'something else', 'something else will be in place again.'],
])('says what %s makes so again', (call, target, words) => {
  expect(plainWords(restoredWords(factsOf(call, target)))).toBe(words);
});
