import { z } from 'zod';
import type { Actor } from '@/domain/call/actor';
import { type StandardResponse, SUCCESS } from '@/domain/call/errors';
import type { Mutation } from '@/domain/call/mutation';
import type { Query } from '@/domain/call/operation';
import { documentedRequest, parseRequest } from '@/domain/call/request';
import { calls as operations } from '@/domain/registry';
import { endSession } from '@/domain/sessions/end';
import { authenticateUser, credentials } from './authenticate';
import type { CallMessage } from './call-message';
import * as replies from './replies';

/** A documented call. Every protocol offers it. */
export interface Call {
  request: z.ZodType;
  reply: z.ZodType;
  /** One sentence, for the OpenAPI document. */
  summary: string;
  /** Whether it works without a session. */
  isPublic: boolean;
  /** Whether it needs no database connection, so that no limit applies to it. */
  isImmediate?: boolean;
  /** Whether it is another name of a documented call. */
  isAlias?: boolean;
  /** Whether it has a queue of its own, so that it must not occupy a place among the running calls. */
  hasOwnQueue?: boolean;
  /** Whether it changes something, so that it counts against the user's limit of changes. */
  isChange?: boolean;
  /** The actor is null for a public call. */
  run(message: CallMessage, actor: Actor | null): Promise<unknown>;
}

/** Makes a call from an operation of the domain, which checks the request and the rights itself. */
function call(operation: Query<unknown> | Mutation<unknown>, reply: z.ZodType, summary: string): Call {
  return {
    request: operation.request,
    reply,
    summary,
    isPublic: false,
    isChange: operation.kind === 'mutation',
    async run({ payload, address, correlationId, requestId: given }, actor) {
      const requestId = given ?? correlationId;
      return operation.run(actor, payload, { door: 'gateway', address, correlationId, requestId });
    },
  };
}

const empty = documentedRequest({});

const authenticate: Call = {
  request: credentials,
  reply: replies.signIn,
  isPublic: true,
  hasOwnQueue: true,
  summary: 'Signs in by name and password, and gives the session to carry.',
  run: async ({ payload, address, userAgent }) =>
    authenticateUser(parseRequest(credentials, payload), { address, userAgent }),
};

const logOut: Call = {
  request: empty,
  reply: replies.standard,
  isPublic: true,
  summary: 'Ends the session, if there is one.',
  async run({ secret }): Promise<StandardResponse> {
    if (secret !== null) await endSession(secret, 'gateway');
    return SUCCESS;
  },
};

const ping: Call = {
  request: empty,
  reply: replies.pong,
  isPublic: true,
  isImmediate: true,
  summary: 'Asks for a sign of life. It does not keep a session from its idle end.',
  run: async () => ({ msg: 'PONG' }),
};

const { standard, company } = replies;
const ids = z.array(z.int());

/** The documents spell it UnLockUser. Programs written for this gateway call it UnlockUser. */
const unlockUser = call(
  operations.UnlockUser,
  z.literal(true),
  'Forgets the failed sign-ins under the name of a user.',
);

/** Every call of the gateway, by its documented name, and by its alias where it has one. */
export const calls = {
  AuthenticateUser: authenticate,
  LogOut: logOut,
  Ping: ping,
  RemoveOperatorOMS: call(operations.RemoveOperatorOMS, standard, 'Unassigns an operator from an OMS.'),
  AddOperatorOMS: call(operations.AddOperatorOMS, standard, 'Assigns an operator to an OMS.'),
  SetDefaultOperatorOMS: call(
    operations.SetDefaultOperatorOMS,
    standard,
    'Makes an assigned OMS the default of its operator, or leaves the operator without one.',
  ),
  RemoveUserAccount: call(operations.RemoveUserAccount, standard, 'Unlinks a user from an account.'),
  AddUserAccount: call(operations.AddUserAccount, standard, 'Links a user to an account.'),
  RemoveUserRole: call(operations.RemoveUserRole, company, 'Removes one role in a company from a user.'),
  UpdateCompanyAddRoles: call(
    operations.UpdateCompanyAddRoles,
    company,
    'Gives a user roles in a company; roles that the user holds are passed over.',
  ),
  RemoveAllCoAdmins: call(
    operations.RemoveAllCoAdmins,
    company,
    'Removes all CoAdmins of a company, which leaves it to the PlatformAdmins.',
  ),
  AddUserPermission: call(operations.AddUserPermission, standard, 'Gives a user a permission.'),
  RevokeUserPermission: call(operations.RevokeUserPermission, standard, 'Revokes a permission of a user.'),
  SetUserInfo: call(
    operations.SetUserInfo,
    replies.user,
    'Blocks a user from signing in, or allows it again: emailVerified and nothing else.',
  ),
  UnLockUser: unlockUser,
  UnlockUser: { ...unlockUser, isAlias: true },
  ForceUserLogoff: call(operations.ForceUserLogoff, standard, 'Ends all sessions of a user.'),
  GetOperators: call(operations.GetOperators, z.array(replies.operator), 'Lists the operators.'),
  GetOperatorOMSList: call(
    operations.GetOperatorOMSList,
    z.array(replies.operatorOms),
    'Lists the OMSs of an operator.',
  ),
  GetUserAccounts: call(operations.GetUserAccounts, ids, 'Lists the ids of the accounts of a user.'),
  GetUserAccountInfos: call(
    operations.GetUserAccountInfos,
    z.array(replies.userAccount),
    'Lists the accounts of a user.',
  ),
  GetUserInfo: call(operations.GetUserInfo, replies.user, 'Returns a user and the state of their sign-in.'),
  GetCompanies: call(
    operations.GetCompanies,
    z.array(company),
    'Lists the companies that the signed-in user may see.',
  ),
  GetUsers: call(
    operations.GetUsers,
    z.array(replies.person),
    'Lists the people of the companies that the signed-in user manages.',
  ),
  GetUserFromSession: call(operations.GetUserFromSession, replies.person, 'Returns the signed-in user.'),
} satisfies Record<string, Call> & Record<keyof typeof operations, Call>;
