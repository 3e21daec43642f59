import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { type ActorKind, type ActorScene, keptActorScenes } from '../testing/kinds-of-actor';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { getPerson } from './get-person';

setUpTestDatabase();

// What each kind of actor (column) may do to a person (row):
//
//   o  remove OMSs               a  remove accounts   r  remove roles
//   s  block or allow sign-in    u  unlock            e  end sessions
//
// The permissions after the + are those that the actor may revoke. Each person is a member of the company
// "here"; "both" is an Operator and PlatformAdmin, "self" is the actor. 104: the person is outside the
// actor's scope.
const MAY = `
                  Operator       CoAdmin elsewhere PlatformAdmin SUPERUSER
  plain           oasu           r       104       r             oarsue
  Operator        oasu+Operator  r       104       r             oarsue+Operator
  PlatformAdmin   oa             r       104       r             oarsue+PlatformAdmin
  SUPERUSER       oa             r       104       r             oarsue+SUPERUSER
  both            oa+Operator    r       104       r             oarsue+Operator,PlatformAdmin
  self            oau+Operator   r       r         r             oaru+SUPERUSER
`;

const TARGETS: Record<string, PermissionName[]> = {
  plain: [],
  Operator: ['Operator'],
  PlatformAdmin: ['PlatformAdmin'],
  SUPERUSER: ['SUPERUSER'],
  both: ['Operator', 'PlatformAdmin'],
};

const sceneOf = keptActorScenes();

async function targetOf(name: string, { own, here }: ActorScene): Promise<number> {
  if (name === 'self') return own.userId;
  const { id: userId } = await create.user(database(), { permissions: TARGETS[name] ?? [] });
  await create.role(database(), { companyId: here.id, userId, role: 'CoAgent' });
  return userId;
}

/** What the actor may do, in the letters of the table. */
function lettersOf({ revoke, ...may }: Awaited<ReturnType<typeof getPerson.run>>['may']): string {
  const letters: Record<keyof typeof may, string> = {
    removeOmses: 'o',
    removeAccounts: 'a',
    removeRoles: 'r',
    changeSignIn: 's',
    unlock: 'u',
    endSessions: 'e',
  };
  const held = (Object.keys(letters) as (keyof typeof may)[]).filter((name) => may[name]);
  const words = held.map((name) => letters[name]).join('');
  return revoke.length > 0 ? `${words}+${revoke.join()}` : words;
}

describe('GetPerson', () => {
  it.each(readTable(MAY, 1))('says what $column may do to $row.0: $cell', async ({ row, column, cell }) => {
    const scene = await sceneOf(column as ActorKind);
    const userId = await targetOf(row[0] ?? '', scene);
    const read = getPerson.run(scene.nextActor, { userId }, contextOf());
    if (cell === '104') return expect(read).rejects.toMatchObject({ kind: 'not_found' });
    return expect(lettersOf((await read).may)).toBe(cell);
  });
});

it('tells a SUPERUSER, and nobody else, that a person is the last SUPERUSER who can sign in', async () => {
  const passwordHash = '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA';
  const last = await newActor({ permissions: ['SUPERUSER'], passwordHash });
  const isLastFor = async (actor: Actor) =>
    (await getPerson.run(actor, { userId: last.userId }, contextOf())).isLastSuperuser;
  const admin = await newActor({ permissions: ['PlatformAdmin'], passwordHash });
  expect([await isLastFor(last), await isLastFor(admin)]).toEqual([true, false]);
  await create.user(database(), { permissions: ['SUPERUSER'], passwordHash });
  expect(await isLastFor(last)).toBe(false);
});
