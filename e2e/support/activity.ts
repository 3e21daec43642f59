import type { APIRequestContext } from '@playwright/test';
import type { removals } from '@/domain/removals';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect } from '../fixtures';
import { confirmationFor, directCall } from './direct-calls';
import { callAction } from './server-actions';
import { makeCompanyWorld, makeOperatorWorld } from './worlds';

interface Activity {
  actor: { id: number; userName: string };
  call: keyof typeof removals;
  /** The affected people. */
  from: { userName: string }[];
  requests: object[];
}

/** What each kind of user may have done today. */
const ACTIVITIES = {
  async Operator(db: PrismaClient): Promise<Activity> {
    const { actor, ada, ben, oms } = await makeOperatorWorld(db);
    const requests = [ada, ben].map(({ id }) => ({ OperatorId: id, OMSId: oms.id }));
    return { actor, call: 'RemoveOperatorOMS', from: [ada, ben], requests };
  },
  async CoAdmin(db: PrismaClient): Promise<Activity> {
    const { cara, ada, ben, company } = await makeCompanyWorld(db);
    return { actor: cara, ...rolesOf(company, [ada, ben]) };
  },
  async PlatformAdmin(db: PrismaClient): Promise<Activity> {
    const { tag, ada, ben, company } = await makeCompanyWorld(db);
    const actor = await create.user(db, { userName: `paula-${tag}`, permissions: ['PlatformAdmin'] });
    return { actor, ...rolesOf(company, [ada, ben]) };
  },
};

const rolesOf = (company: { name: string }, from: { userName: string }[]) => ({
  call: 'RemoveUserRole' as const,
  from,
  requests: from.map(({ userName }) => ({ companyName: company.name, roleName: 'CoShareholder', userName })),
});

export type ActiveKind = keyof typeof ACTIVITIES;
export const ACTIVE_KINDS = Object.keys(ACTIVITIES) as ActiveKind[];

/**
 * Creates a user of a kind who has removed two things today, and was refused once because the row was already
 * gone.
 */
export async function makeActivity(
  db: PrismaClient,
  kind: ActiveKind,
  callerAs: (user: { id: number }) => Promise<APIRequestContext>,
): Promise<Activity> {
  const activity = await ACTIVITIES[kind](db);
  const direct = directCall(activity.call);
  const caller = await callerAs(activity.actor);
  for (const request of [...activity.requests, activity.requests[0] ?? {}]) {
    const confirmation = await confirmationFor(caller, direct, { request: { ...request } });
    const { page, name } = direct;
    await callAction(caller, { page, name, args: [request, confirmation] });
  }
  expect(await db.auditEntry.count({ where: { actorId: activity.actor.id } })).toBe(3);
  return activity;
}
