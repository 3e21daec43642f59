import { expect } from 'vitest';
import type { Actor } from '../call/actor';
import type { StepRequest } from '../plans/types';
import { newActor } from './actors';
import { makePersonWithEverything, type PersonWithEverything } from './person-with-everything';

const REMOVALS = ['RemoveOperatorOMS', 'RemoveUserAccount', 'RemoveUserRole'];
const DIGEST = expect.stringMatching(/^[0-9a-f]{64}$/);

/**
 * For each call that a plan may contain: a request about the person of a world, and the facts of its preview.
 */
const STEPS: Record<string, (world: PersonWithEverything) => { request: object; facts: object }> = {
  RemoveOperatorOMS: ({ user, omses: [oms] }) => ({
    request: { OperatorId: user.id, OMSId: oms.id },
    facts: {
      operatorId: user.id,
      operatorName: user.userName,
      omsId: oms.id,
      omsName: oms.name,
      isDefault: true,
      otherOmses: 1,
      warnings: ['default_oms'],
    },
  }),
  RemoveUserAccount: ({ user, accounts: [account] }) => ({
    request: { userId: user.id, accountId: account.id },
    facts: {
      userId: user.id,
      userName: user.userName,
      accountId: account.id,
      accountHandle: account.handle,
      isDefault: true,
      otherAccounts: 1,
      otherUsers: 1,
      warnings: ['default_account'],
    },
  }),
  RemoveUserRole: ({ user, companies: [company] }) => ({
    request: { companyName: company.name, roleName: 'CoAdmin', userName: user.userName },
    facts: {
      role: 'CoAdmin',
      userId: user.id,
      userName: user.userName,
      companyId: company.id,
      companyName: company.name,
      otherRoles: ['CoShareholder'],
      warnings: [],
    },
  }),
  RevokeUserPermission: ({ user }) => ({
    request: { UserId: user.id, Permission: 'Operator' },
    facts: change(user, { permissions: ['Operator'] }, { permissions: [] }),
  }),
  SetUserInfo: ({ user }) => ({
    request: { userId: user.id, emailVerified: false },
    facts: change(user, { emailVerified: true }, { emailVerified: false }),
  }),
  UnlockUser: ({ user }) => ({
    request: { UserId: user.id },
    facts: change(
      user,
      { locked: false, numberOfFailedAttempt: 3 },
      { locked: false, numberOfFailedAttempt: 0 },
    ),
  }),
  ForceUserLogoff: ({ user }) => ({
    request: { username: user.userName },
    facts: change(user, { openSessions: 1 }, { openSessions: 0 }),
  }),
};

/** Nothing is left unattended, because a colleague has the same OMSs and companies. */
const unattended = { omses: [], companies: [] };

function change(user: { id: number; userName: string }, before: object, after: object) {
  const person = { userId: user.id, userName: user.userName };
  return {
    ...person,
    before: { ...person, ...before },
    after: { ...person, ...after },
    isSelf: false,
    unattended,
  };
}

/** The calls that a plan may contain. */
export const PLANNED_CALLS = Object.keys(STEPS);

/** A person of whom plans are made, a SUPERUSER, and the steps about that person. */
export interface PlanScene {
  world: PersonWithEverything;
  superuser: Actor;
  /** The step that makes a call about the person. */
  step: (call: string) => StepRequest;
  /** What the preview of a plan shows for that step. */
  shown: (call: string) => { facts: object | undefined; expectedDigest: unknown; objection: null };
}

export async function makePlanScene(): Promise<PlanScene> {
  const world = await makePersonWithEverything();
  return {
    world,
    superuser: await newActor({ permissions: ['SUPERUSER'] }),
    step: (call) => ({ call, request: STEPS[call]?.(world).request ?? {} }),
    shown: (call) => ({
      facts: STEPS[call]?.(world).facts,
      expectedDigest: REMOVALS.includes(call) ? DIGEST : undefined,
      objection: null,
    }),
  };
}
