import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { PermissionName } from '@/prisma/generated/enums';
import type { Actor, Door } from '../call/actor';
import { endSession } from '../sessions/end';
import { readActor } from './actors';

/** What an actor of some kind holds when they sign in. */
interface Holdings {
  permissions: PermissionName[];
  coAdminOf?: 'here' | 'elsewhere';
}

const ALL: Holdings = { permissions: ['Operator', 'PlatformAdmin', 'SUPERUSER'], coAdminOf: 'here' };

/**
 * Nobody (no session), blocked (from signing in) and ended (session ended) hold every right, so that the
 * missing session is the only possible reason for a refusal.
 */
const KINDS = {
  nobody: ALL,
  plain: { permissions: [] },
  Operator: { permissions: ['Operator'] },
  CoAdmin: { permissions: [], coAdminOf: 'here' },
  elsewhere: { permissions: [], coAdminOf: 'elsewhere' },
  PlatformAdmin: { permissions: ['PlatformAdmin'] },
  SUPERUSER: { permissions: ['SUPERUSER'] },
  blocked: ALL,
  ended: ALL,
} satisfies Record<string, Holdings>;

export type ActorKind = keyof typeof KINDS;

export interface ActorScene {
  /** The actor as read before they were cut off, and as read for the next call. */
  actor: Actor | null;
  nextActor: Actor | null;
  /** Two users with the same things: an OMS of their own, an account, and the role CoShareholder here. */
  own: { userId: number; userName: string; omsId: number; accountId: number };
  foreign: { userId: number; userName: string; omsId: number; accountId: number };
  here: { id: number; name: string };
  elsewhere: { id: number; name: string };
}

interface Options {
  door?: Door;
  whileLive?: (actor: ActorScene['own'], secret: string) => Promise<void>;
}

/** Every person has been an operator, so that they have an assignment; assignments outlast the permission. */
async function makePerson({ permissions }: Holdings, here: { id: number }) {
  const db = database();
  const oms = await create.oms(db);
  const account = await create.account(db, { omsId: oms.id });
  const { id: userId, userName } = await create.user(db, {
    permissions: [...new Set([...permissions, 'Operator' as const])],
  });
  if (!permissions.includes('Operator'))
    await db.userPermission.deleteMany({ where: { userId, permission: 'Operator' } });
  await create.assignment(db, { operatorId: userId, omsId: oms.id });
  await create.link(db, { userId, accountId: account.id });
  await create.role(db, { companyId: here.id, userId, role: 'CoShareholder' });
  return { userId, userName, omsId: oms.id, accountId: account.id };
}

/**
 * Makes an actor of a kind, with links of their own, and another user with the same links. Both companies
 * have another CoAdmin.
 *
 * @param options `door` is where the session is opened, the console by default; `whileLive` runs while the
 *   session is live, before a blocked or ended actor is cut off
 */
export async function makeActorScene(kind: ActorKind, options: Options = {}): Promise<ActorScene> {
  const { door = 'console', whileLive } = options;
  const db = database();
  const holdings: Holdings = KINDS[kind];
  const resident = await create.user(db);
  const roles = [{ userId: resident.id, role: 'CoAdmin' as const }];
  const companies = {
    here: await create.company(db, { roles }),
    elsewhere: await create.company(db, { roles }),
  };
  const own = await makePerson(holdings, companies.here);
  const foreign = await makePerson({ permissions: ['Operator'] }, companies.here);
  if (holdings.coAdminOf) {
    await create.role(db, {
      companyId: companies[holdings.coAdminOf].id,
      userId: own.userId,
      role: 'CoAdmin',
    });
  }
  const { secret } = await create.session(db, { userId: own.userId, door });
  const actor = kind === 'nobody' ? null : await readActor(secret, door);
  await whileLive?.(own, secret);
  if (kind === 'blocked') await db.user.update({ where: { id: own.userId }, data: { emailVerified: false } });
  if (kind === 'ended' || kind === 'nobody') await endSession(secret, 'console');
  return { actor, nextActor: await readActor(secret, door), own, foreign, ...companies };
}

/** Returns one scene for each kind of actor, made when it is first asked for: for tests of queries, which change nothing. */
export function keptActorScenes(): (kind: ActorKind) => Promise<ActorScene> {
  const scenes = new Map<ActorKind, Promise<ActorScene>>();
  return (kind) => {
    const scene = scenes.get(kind) ?? makeActorScene(kind);
    scenes.set(kind, scene);
    return scene;
  };
}
