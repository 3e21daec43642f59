import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { makeSession } from '@/prisma/factories';
import { AUDITED_CALLS } from '../audit-entries/types';
import { type AuditedWorld, callAbout, makeAuditedWorld } from '../testing/audited-calls';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { affectedQueries } from './affected-queries';
import { readChanges, readNewestSeq } from './changes';
import type { QueryPrefix } from './types';
import { readStreamActors } from './viewers';

setUpTestDatabase();

// Who hears what of a call about a user who is an Operator, CoShareholder here and CoAdmin there. "here" is the
// company of "CoAdmin", "there" that of "elsewhere", and "manager" is an Operator of the OMS in question. He who calls
// is a SUPERUSER; with 20 it is somebody without any right. A refusal with 104 has found nothing to tell of.
//   . nothing   * everything   x has no session any more
//   o operators   a account links   r roles and company   p the person   s whether companies' people can sign in
//   l the audit log; and whoever hears anything has his overview refreshed
const HEARD = `
                              subject plain Operator manager CoAdmin elsewhere PlatformAdmin SUPERUSER caller
  RemoveOperatorOMS     done     *      .      op      opl      .        .          opl         opl      opl
  RemoveOperatorOMS     104      .      .      .       .        .        .          l           l        l
  RemoveOperatorOMS     20       .      .      .       .        .        .          l           l        l
  AddOperatorOMS        done     *      .      op      opl      .        .          opl         opl      opl
  AddOperatorOMS        101      l      .      .       l        .        .          l           l        l
  SetDefaultOperatorOMS done     *      .      op      opl      .        .          opl         opl      opl
  RemoveUserAccount     done     *      .      oap     oapl     .        .          oapl        oapl     oapl
  RemoveUserAccount     104      .      .      .       .        .        .          l           l        l
  RemoveUserAccount     20       .      .      .       .        .        .          l           l        l
  AddUserAccount        done     *      .      oap     oapl     .        .          oapl        oapl     oapl
  RemoveUserRole        here     *      .      .       .        rpl      .          rpl         rpl      rpl
  RemoveUserRole        there    *      .      .       .        .        rpl        rpl         rpl      rpl
  RemoveUserRole        104      .      .      .       .        .        .          l           l        l
  RemoveUserRole        20       .      .      .       .        .        .          l           l        l
  UpdateCompanyAddRoles here     *      .      .       .        rpl      .          rpl         rpl      rpl
  UpdateCompanyAddRoles there    *      .      .       .        .        rpl        rpl         rpl      rpl
  UpdateCompanyAddRoles 101      .      .      .       .        l        .          l           l        l
  RemoveAllCoAdmins     here     .      .      .       .        *        .          rpl         rpl      rpl
  AddUserPermission     done     *      .      .       .       .        .          pl          pl       pl
  RevokeUserPermission  done     *      .      p       p       .        .          pl          pl       pl
  SetUserInfo           done     x      .      ps      ps      .        .          psl         psl      psl
  SetUserInfo           20       .      .      .       .        .        .          l           l        l
  UnlockUser            done     *      .      p       p       .        .          pl          pl       pl
  ForceUserLogoff       done     x      .      .       .       .        .          pl          pl       pl
  EndSession            done     *      .      .       .       .        .          pl          pl       pl
  EndOtherSessions      done     *      .      .       .       .        .          pl          pl       pl
  ExportAuditLog        done     .      .      .       .        .        .          l           l        l
  Restore               20       .      .      .       .        .        .          l           l        l
`;

const findings = (...names: string[]): QueryPrefix[] => names.map((name) => ['list', name]);

/** What each letter of the table stands for. */
const AREAS: Record<string, (world: AuditedWorld, how: string) => QueryPrefix[]> = {
  o: () => findings('operators', 'omses-without-operator', 'omses-with-one-operator'),
  a: () => findings('account-links', 'accounts-without-user'),
  r: ({ here, there }, how) => [
    ...findings('company-roles', 'companies-without-co-admin', 'companies-with-one-co-admin'),
    ...findings('companies-with-barred-co-admins'),
    ['company', how === 'there' ? there.id : here.id],
  ],
  p: ({ users }) => [['person', users.subject.id], ...findings('barred-with-access')],
  s: () => [
    ...findings(
      'companies-without-co-admin',
      'companies-with-one-co-admin',
      'companies-with-barred-co-admins',
    ),
    ['company'],
  ],
  l: () => [...findings('audit'), ['audit']],
};

const rows = [...new Map(readTable(HEARD, 2).map((cell) => [cell.row.join(' '), cell.row])).values()];
const heardIn = (row: string[]) =>
  Object.fromEntries(
    readTable(HEARD, 2)
      .filter((cell) => cell.row.join() === row.join())
      .map(({ column, cell }) => [column, cell]),
  );

/** Areas without an order; the person of a call about several is any of them. */
const asSet = (areas: readonly QueryPrefix[]) =>
  [...new Set(areas.map((area) => JSON.stringify(area)))].sort();

describe('what a change means to who looks on', () => {
  it.each(rows)('%s, %s', async (name = '', how = '') => {
    const world = await makeAuditedWorld();
    const sessions: Record<string, { id: string; secret: string }> = {};
    for (const [kind, { id }] of Object.entries(world.users)) {
      sessions[kind] = await makeSession(database(), { userId: id });
    }
    sessions.another = await makeSession(database(), { userId: world.users.subject.id });
    const before = await readNewestSeq();
    await callAbout(name, { how, world, sessions });
    const changes = await readChanges(before);
    expect(changes.length).toBeGreaterThan(0);
    const viewers = await readStreamActors(
      Object.values(sessions).map(({ id }) => id),
      changes,
    );
    const subjects: QueryPrefix[] = changes.map(({ subjectUserId }) => ['person', subjectUserId ?? 0]);

    const heard = Object.entries(heardIn([name, how])).map(([kind, letters]) => {
      const who = kind === 'caller' && how === '20' ? 'powerless' : kind;
      const viewer = viewers.get(sessions[who]?.id ?? '');
      if (letters === 'x') return { kind, is: viewer ?? 'gone', expected: 'gone' };
      const is = viewer ? asSet(changes.flatMap((change) => affectedQueries(viewer, change))) : 'gone';
      if (letters === '*') return { kind, is, expected: name === 'RemoveAllCoAdmins' ? is : ['[]'] };
      const told = letters === '.' ? [] : [...letters].flatMap((letter) => AREAS[letter]?.(world, how) ?? []);
      const persons = name === 'RemoveAllCoAdmins' ? told.filter(([first]) => first !== 'person') : told;
      const other = name === 'RemoveAllCoAdmins' && letters.includes('p') ? subjects : [];
      return { kind, is, expected: asSet(told.length > 0 ? [...persons, ...other, ['overview']] : []) };
    });
    const by = (key: 'is' | 'expected') => Object.fromEntries(heard.map((one) => [one.kind, one[key]]));
    expect(by('is')).toEqual(by('expected'));
  });

  it('is told for every call that leaves entries', () => {
    // Nobody calls these: one is for attempts that were counted, the other for a command on the host.
    const written = ['UnrecordedAttempts', 'ChangeAuditKey'];
    const called = AUDITED_CALLS.filter((name) => !written.includes(name));
    expect([...new Set(rows.map(([name]) => name))].sort()).toEqual(called.sort());
  });
});
