import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { AUDITED_CALLS } from '../audit-entries/types';
import { FINDINGS } from '../overview/types';
import { type AuditedWorld, callAbout, makeAuditedWorld } from '../testing/audited-calls';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { affectedQueries } from './affected-queries';
import { readChanges, readNewestSeq } from './changes';
import type { QueryPrefix } from './types';
import { readStreamActors } from './viewers';

setUpTestDatabase();

// The queries that a call affects for each observer. Rows name a call and how it ends; a call with 20 is made
// by a user without any right, all others by "actor", a SUPERUSER, or by the subject. The subject of the
// calls is an Operator, CoShareholder here and CoAdmin there. "here" is the company of "CoAdmin", "there"
// that of "elsewhere"; "manager" is an Operator at the OMS in question. After a refusal with 104 only the
// audit log has changed.
//
//   .  no query         *  every query         x  the observer's session has ended
//   o  operators        a  account links       r  roles and the company
//   p  the person       l  the audit log       s  what counts those who can use it
//   q  all people, with whom the person may share what has changed
//
// Every letter includes the overview.
const AFFECTED = `
                              subject plain Operator manager CoAdmin elsewhere PlatformAdmin SUPERUSER actor
  RemoveOperatorOMS     done     *      .      oq      oql      .        .          oql         oql      oql
  RemoveOperatorOMS     104      .      .      .       .        .        .          l           l        l
  RemoveOperatorOMS     20       .      .      .       .        .        .          l           l        l
  AddOperatorOMS        done     *      .      oq      oql      .        .          oql         oql      oql
  AddOperatorOMS        101      l      .      .       l        .        .          l           l        l
  SetDefaultOperatorOMS done     *      .      oq      oql      .        .          oql         oql      oql
  RemoveUserAccount     done     *      .      oaq     oaql     .        .          oaql        oaql     oaql
  RemoveUserAccount     104      .      .      .       .        .        .          l           l        l
  RemoveUserAccount     20       .      .      .       .        .        .          l           l        l
  AddUserAccount        done     *      .      oaq     oaql     .        .          oaql        oaql     oaql
  RemoveUserRole        here     *      .      .       .        rql      .          rql         rql      rql
  RemoveUserRole        there    *      .      .       .        .        rql        rql         rql      rql
  RemoveUserRole        104      .      .      .       .        .        .          l           l        l
  RemoveUserRole        20       .      .      .       .        .        .          l           l        l
  UpdateCompanyAddRoles here     *      .      .       .        rql      .          rql         rql      rql
  UpdateCompanyAddRoles there    *      .      .       .        .        rql        rql         rql      rql
  UpdateCompanyAddRoles 101      .      .      .       .        l        .          l           l        l
  RemoveAllCoAdmins     here     .      .      .       .        *        .          rql         rql      rql
  AddUserPermission     done     *      .      .       .       .        .          psl         psl      psl
  RevokeUserPermission  done     *      .      ps      ps      .        .          psl         psl      psl
  SetUserInfo           done     x      .      ps      ps      .        .          psl         psl      psl
  SetUserInfo           20       .      .      .       .        .        .          l           l        l
  UnlockUser            done     *      .      p       p       .        .          pl          pl       pl
  ForceUserLogoff       done     x      .      .       .       .        .          pl          pl       pl
  EndSession            done     *      .      .       .       .        .          pl          pl       pl
  EndOtherSessions      done     *      .      .       .       .        .          pl          pl       pl
  ExportAuditLog        done     .      .      .       .        .        .          l           l        l
  ExportEvidence        done     .      .      .       .        .        .          l           l        l
  Restore               20       .      .      .       .        .        .          l           l        l
`;

const findings = (...names: string[]): QueryPrefix[] => names.map((name) => ['list', name]);

/** The query prefixes of each letter of the table. */
const AREAS: Record<string, (world: AuditedWorld, how: string) => QueryPrefix[]> = {
  o: () => findings('operators', 'omses-without-operator', 'omses-with-one-operator'),
  a: () => findings('account-links', 'accounts-without-user'),
  r: ({ here, there }, how) => [
    ...findings('company-roles', 'companies-without-co-admin', 'companies-with-one-co-admin'),
    ...findings('companies-with-blocked-co-admins'),
    ['company', how === 'there' ? there.id : here.id],
  ],
  p: ({ users }) => [['person', users.subject.id], ...findings('users', 'blocked-with-access')],
  q: () => [['person'], ...findings('users', 'blocked-with-access')],
  s: () => [
    ...findings('operators', 'account-links', 'company-roles', ...FINDINGS),
    ['oms'],
    ['account'],
    ['company'],
    ['person'],
  ],
  l: () => [...findings('audit'), ['audit']],
};

const rows = [...new Map(readTable(AFFECTED, 2).map((cell) => [cell.row.join(' '), cell.row])).values()];
const expectedIn = (row: string[]) =>
  Object.fromEntries(
    readTable(AFFECTED, 2)
      .filter((cell) => cell.row.join() === row.join())
      .map(({ column, cell }) => [column, cell]),
  );

/** Query prefixes as texts, sorted and without duplicates. */
const asSet = (areas: readonly QueryPrefix[]) =>
  [...new Set(areas.map((area) => JSON.stringify(area)))].sort();

describe('the queries that a change affects', () => {
  it.each(rows)('are exactly those of the table for every observer: %s, %s', async (name = '', how = '') => {
    const world = await makeAuditedWorld();
    const sessions: Record<string, { id: string; secret: string }> = {};
    for (const [kind, { id }] of Object.entries(world.users)) {
      sessions[kind] = await create.session(database(), { userId: id });
    }
    sessions.another = await create.session(database(), { userId: world.users.subject.id });
    const before = await readNewestSeq();
    await callAbout(name, { how, world, sessions });
    const changes = await readChanges(before);
    expect(changes.length).toBeGreaterThan(0);
    const streamActors = await readStreamActors(
      Object.values(sessions).map(({ id }) => id),
      changes,
    );
    const things: QueryPrefix[] = changes.flatMap(({ omsId, accountId }) => [
      ...(omsId === null ? [] : [['oms', omsId]]),
      ...(accountId === null ? [] : [['account', accountId]]),
    ]);

    const affected = Object.entries(expectedIn([name, how])).map(([kind, letters]) => {
      const userKey = kind === 'actor' && how === '20' ? 'powerless' : kind;
      const actor = streamActors.get(sessions[userKey]?.id ?? '');
      if (letters === 'x') return { kind, is: actor ?? 'no session', expected: 'no session' };
      const is = actor ? asSet(changes.flatMap((change) => affectedQueries(actor, change))) : 'no session';
      if (letters === '*') return { kind, is, expected: name === 'RemoveAllCoAdmins' ? is : ['[]'] };
      const areas = [
        ...(letters === '.' ? [] : [...letters].flatMap((letter) => AREAS[letter]?.(world, how) ?? [])),
        ...things.filter(([thing]) => letters.includes(thing === 'oms' ? 'o' : 'a')),
      ];
      return { kind, is, expected: asSet(areas.length > 0 ? [...areas, ['overview']] : []) };
    });
    const by = (key: 'is' | 'expected') => Object.fromEntries(affected.map((one) => [one.kind, one[key]]));
    expect(by('is')).toEqual(by('expected'));
  });

  it('are listed in the table for every call that writes audit entries', () => {
    // No actor makes these two: one sums up attempts over the limit, the other is a command on the host.
    const excluded = ['UnrecordedAttempts', 'ChangeAuditKey'];
    const called = AUDITED_CALLS.filter((name) => !excluded.includes(name));
    expect([...new Set(rows.map(([name]) => name))].sort()).toEqual(called.sort());
  });
});
