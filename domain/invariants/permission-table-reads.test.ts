import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { getCompany } from '../companies/get';
import { getOverview } from '../overview/get';
import { FINDINGS, type Finding } from '../overview/types';
import { lists } from '../registry';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { type ActorKind, type ActorScene, keptActorScenes } from '../testing/kinds-of-actor';
import { outcomeOf } from '../testing/outcome';
import { readTable } from '../testing/read-table';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

// The rows of a list that each kind of actor gets: "own" is only what the actor manages, "all" is every row,
// 20 is a refusal. Columns are kinds of actor: "nobody" has no session, "elsewhere" is the CoAdmin of another
// company than "CoAdmin", "blocked" may not sign in, "ended" has a session that has ended.
const ROWS = `
                 nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  operators          20    20      all      20        20           all       all      20    20
  account-links      20    20      all      20        20           all       all      20    20
  accounts           20    20      all      20        20           all       all      20    20
  operator-people    20    20      all      20        20           all       all      20    20
  omses              20    20      all      20        20           all       all      20    20
  company-roles      20    20       20     own       own           all       all      20    20
  companies          20    20       20     own       own           all       all      20    20
  people             20    20      all     own       own           all       all      20    20
  users              20    20      all     own       own           all       all      20    20
  audit              20    20      own     own       own           all       all      20    20
`;

// The code that GetCompany gives: "here" is the company of the actor "CoAdmin", "elsewhere" that of the actor
// "elsewhere", "nowhere" a company that does not exist.
const COMPANIES = `
                 nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  here               20    20       20       0        20             0         0      20    20
  elsewhere          20    20       20      20         0             0         0      20    20
  nowhere            20    20       20      20        20           104       104      20    20
`;

// The sides that the overview shows: venues, companies, or both; 20 is a refusal.
const OVERVIEW = `
                 nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  getOverview        20    20   venues companies companies        both      both      20    20
`;

const sceneOf = keptActorScenes();

interface Found {
  own: boolean;
  foreign: boolean;
}

/** Pairs of OMSs, accounts and companies; the first of each is the actor's own, if the actor has any. */
function pairs({ own, foreign, here, elsewhere }: ActorScene, kind: ActorKind) {
  const companies = [here.id, elsewhere.id] as const;
  return {
    omses: [own.omsId, foreign.omsId] as const,
    accounts: [own.accountId, foreign.accountId] as const,
    companies: kind === 'elsewhere' ? ([companies[1], companies[0]] as const) : companies,
  };
}

/**
 * Makes attempts of another user about both companies and both OMSs, which are refused and change nothing.
 */
async function recordAttempts({ own, foreign, here, elsewhere }: ActorScene): Promise<void> {
  await create.role(database(), { companyId: elsewhere.id, userId: foreign.userId, role: 'CoShareholder' });
  const superuser = await newActor({ permissions: ['SUPERUSER'] });
  const stale = () => contextOf({ expectedDigest: 'something else' });
  for (const { userId, omsId } of [own, foreign]) {
    const attempt = removals.RemoveOperatorOMS.run(superuser, { OperatorId: userId, OMSId: omsId }, stale());
    expect(await outcomeOf(attempt)).toMatchObject({ code: 101 });
  }
  for (const { name } of [here, elsewhere]) {
    const request = { companyName: name, roleName: 'CoShareholder', userName: foreign.userName };
    expect(await outcomeOf(removals.RemoveUserRole.run(superuser, request, stale()))).toMatchObject({
      code: 101,
    });
  }
}

/** A user whose only role is in this company. */
async function makeMember({ id: companyId }: { id: number }): Promise<number> {
  const { id: userId } = await create.user(database());
  await create.role(database(), { companyId, userId, role: 'CoAgent' });
  return userId;
}

const foundIds = (ids: number[], [own, foreign]: readonly [number, number]): Found => ({
  own: ids.includes(own),
  foreign: ids.includes(foreign),
});

/** The rows of a list that the actor of a scene gets. */
async function rowsOf<List extends keyof typeof lists>(list: List, { nextActor }: ActorScene) {
  const { rows } = await lists[list].run(nextActor, { size: 100, filters: {} }, contextOf());
  return rows as Awaited<ReturnType<(typeof lists)[List]['run']>>['rows'];
}

const peopleIn = (list: 'people' | 'users') => async (scene: ActorScene, kind: ActorKind) => {
  const [here, elsewhere] = await Promise.all([scene.here, scene.elsewhere].map(makeMember));
  const rows = await rowsOf(list, scene);
  return foundIds(
    rows.map(({ id }) => id),
    kind === 'elsewhere' ? [elsewhere ?? 0, here ?? 0] : [here ?? 0, elsewhere ?? 0],
  );
};

/** Probes a list by the ids in one of its columns. */
const idsIn =
  <List extends keyof typeof lists>(
    list: List,
    column: keyof Awaited<ReturnType<(typeof lists)[List]['run']>>['rows'][number],
    pairOf: (scene: ActorScene, kind: ActorKind) => readonly [number, number],
  ) =>
  async (scene: ActorScene, kind: ActorKind) =>
    foundIds(
      (await rowsOf(list, scene)).map((row) => Number(row[column as keyof typeof row])),
      pairOf(scene, kind),
    );

const PROBES: Record<
  Exclude<keyof typeof lists, Finding>,
  (scene: ActorScene, kind: ActorKind) => Promise<Found>
> = {
  operators: idsIn('operators', 'omsId', (scene, kind) => pairs(scene, kind).omses),
  'account-links': idsIn('account-links', 'accountId', (scene, kind) => pairs(scene, kind).accounts),
  accounts: idsIn('accounts', 'id', (scene, kind) => pairs(scene, kind).accounts),
  'operator-people': idsIn('operator-people', 'id', ({ own, foreign }) => [own.userId, foreign.userId]),
  omses: idsIn('omses', 'id', (scene, kind) => pairs(scene, kind).omses),
  'company-roles': idsIn('company-roles', 'companyId', (scene, kind) => pairs(scene, kind).companies),
  companies: idsIn('companies', 'id', (scene, kind) => pairs(scene, kind).companies),
  people: peopleIn('people'),
  users: peopleIn('users'),
  audit: async (scene, kind) => {
    await recordAttempts(scene);
    const rows = await rowsOf('audit', scene);
    const touches = (words: string) => rows.some(({ target }) => target.includes(words));
    const { omses, companies } = pairs(scene, kind);
    const [own, foreign] = kind === 'Operator' ? omses : companies;
    const what = kind === 'Operator' ? 'OMS' : 'company';
    return { own: touches(`(${what} ${own})`), foreign: touches(`(${what} ${foreign})`) };
  },
};

describe('the permission table of the console’s queries', () => {
  it('has a row for each list', () => {
    expect(new Set(readTable(ROWS, 1).map(({ row: [list] }) => list))).toEqual(new Set(Object.keys(PROBES)));
  });

  it.each(readTable(ROWS, 1))(
    'the list $row.0, read by $column, gives these rows or this refusal: $cell',
    async ({ row, column, cell }) => {
      const kind = column as ActorKind;
      const found = await outcomeOf(PROBES[row[0] as keyof typeof PROBES](await sceneOf(kind), kind));
      if (cell === '20') expect(found).toMatchObject({ code: 20, reply: null });
      else expect(found).toMatchObject({ code: 0, reply: { own: true, foreign: cell === 'all' } });
    },
  );

  it.each(readTable(COMPANIES, 1))(
    'the company $row.0, read by $column, gives code $cell',
    async ({ row, column, cell }) => {
      const { nextActor, here, elsewhere } = await sceneOf(column as ActorKind);
      const ids: Record<string, number> = { here: here.id, elsewhere: elsewhere.id, nowhere: 2_147_483_647 };
      const companyId = ids[row[0] ?? ''];
      const [before, entries] = [await readState(), await readEntries()];
      const { code, reply } = await outcomeOf(getCompany.run(nextActor, { companyId }, contextOf()));
      expect({ code, id: reply?.id }).toEqual({
        code: Number(cell),
        id: cell === '0' ? companyId : undefined,
      });
      expect(await changesSince(before)).toEqual({ removed: [], added: [] });
      expect(await readEntries()).toEqual(entries);
    },
  );

  it.each(readTable(OVERVIEW, 1))(
    'the overview, read by $column, shows these sides or gives this refusal: $cell',
    async ({ column, cell }) => {
      const { nextActor } = await sceneOf(column as ActorKind);
      const { code, reply } = await outcomeOf(getOverview.run(nextActor, {}, contextOf()));
      if (cell === '20') return expect(code).toBe(20);
      const shown = FINDINGS.filter((finding) => reply?.findings[finding]);
      expect(shown).toEqual(
        FINDINGS.filter(
          (finding) =>
            cell === 'both' ||
            // A CoAdmin does not learn whether users can sign in.
            (!finding.includes('blocked') && finding.startsWith('companies') === (cell === 'companies')) ||
            (finding === 'blocked-with-access' && cell === 'venues'),
        ),
      );
    },
  );
});
