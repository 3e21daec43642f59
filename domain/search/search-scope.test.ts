import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf } from '../testing/actors';
import { type ActorKind, type ActorScene, keptActorScenes } from '../testing/kinds-of-actor';
import { observeCall } from '../testing/observe-call';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { searchEverywhere } from './search-everywhere';
import type { SearchKind } from './types';

setUpTestDatabase();

// Whether each kind of actor finds a thing by its id and by its name; 20 is a refusal. Columns are kinds of
// actor: "nobody" has no session, "elsewhere" is the CoAdmin of that company, "blocked" may not sign in,
// "ended" has a session that has ended. Rows name a thing: the person "member" has a role in the company
// "here", "outsider" only one in "elsewhere", "noRole" has no role; an OMS and account are the actor's
// ("own") or another user's ("foreign").
const FOUND = `
                    nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  person  member        20    20      yes     yes        no           yes       yes      20    20
  person  outsider      20    20      yes      no       yes           yes       yes      20    20
  person  noRole        20    20      yes      no        no           yes       yes      20    20
  oms     foreign       20    20      yes      no        no           yes       yes      20    20
  oms     own           20    20      yes      no        no           yes       yes      20    20
  account foreign       20    20      yes      no        no           yes       yes      20    20
  account own           20    20      yes      no        no           yes       yes      20    20
  company here          20    20       no     yes        no           yes       yes      20    20
  company elsewhere     20    20       no      no       yes           yes       yes      20    20
`;

interface Thing {
  kind: SearchKind;
  id: number;
  name: string;
}

async function makePerson(company: { id: number } | null): Promise<Thing> {
  const { id, userName: name } = await create.user(database());
  if (company) await create.role(database(), { companyId: company.id, userId: id, role: 'CoAgent' });
  return { kind: 'person', id, name };
}

const nameOf = (table: 'oms' | 'account', id: number) =>
  table === 'oms'
    ? database()
        .oms.findUniqueOrThrow({ where: { id } })
        .then(({ name }) => name)
    : database()
        .account.findUniqueOrThrow({ where: { id } })
        .then(({ handle }) => handle);

async function thingOf(kind: SearchKind, whose: string, scene: ActorScene): Promise<Thing> {
  const { own, foreign, here, elsewhere } = scene;
  const person = whose === 'own' ? own : foreign;
  const companies: Record<string, { id: number; name: string }> = {
    here,
    elsewhere,
    member: here,
    outsider: elsewhere,
  };
  switch (kind) {
    case 'person':
      return makePerson(companies[whose] ?? null);
    case 'oms':
      return { kind, id: person.omsId, name: await nameOf('oms', person.omsId) };
    case 'account':
      return { kind, id: person.accountId, name: await nameOf('account', person.accountId) };
    case 'company':
      return { kind, id: companies[whose]?.id ?? 0, name: companies[whose]?.name ?? '' };
  }
}

const sceneOf = keptActorScenes();

describe('the scope of the search', () => {
  it.each(readTable(FOUND, 2))(
    'lets $column find the $row.0 $row.1: $cell',
    async ({ row, column, cell }) => {
      const scene = await sceneOf(column as ActorKind);
      const thing = await thingOf(row[0] as SearchKind, row[1] ?? '', scene);
      for (const term of [String(thing.id), thing.name]) {
        const { code, reply, ...left } = await observeCall(() =>
          searchEverywhere.run(scene.nextActor, { term }, contextOf()),
        );
        expect(left).toMatchObject({ removed: [], added: [], entries: [] });
        if (cell === '20') expect({ code, reply }).toEqual({ code: 20, reply: null });
        else {
          const found = reply?.some(({ kind, id }) => kind === thing.kind && id === thing.id);
          expect(found, term).toBe(cell === 'yes');
        }
      }
    },
  );

  it('gives a CoAdmin the same bytes for a foreign company and for one that does not exist', async () => {
    const { nextActor, elsewhere } = await sceneOf('CoAdmin');
    const bytesFor = async (term: string) =>
      JSON.stringify(await searchEverywhere.run(nextActor, { term }, contextOf()));
    expect(await bytesFor(elsewhere.name)).toBe(await bytesFor('No Such Company'));
  });
});
