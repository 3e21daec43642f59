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

/** A documented call, as every protocol offers it. */
export interface Call {
  request: z.ZodType;
  reply: z.ZodType;
  /** In one sentence, for the papers. */
  summary: string;
  /** Whether it works without a session. */
  isPublic: boolean;
  /** Whether it asks nobody, and so need not wait for its turn at the database. */
  isImmediate?: boolean;
  /** Whether it is another name of a documented call. */
  isAlias?: boolean;
  /** Whether it waits in a line of its own, and so must not keep one of the turns meanwhile. */
  hasOwnQueue?: boolean;
  /** Whether it changes something, and so counts against its user's limit. */
  isChange?: boolean;
  /** The actor is whoever calls; null where a session is not needed. */
  run(incoming: CallMessage, actor: Actor | null): Promise<unknown>;
}

/** A call of the domain: everything but who calls is the operation's own to find out. */
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

/** The documents spell it UnLockUser. Programs that were written for this gateway call it UnlockUser. */
const unlockUser = call(
  operations.UnlockUser,
  z.literal(true),
  'Forgets the failed sign-ins under the name of a user.',
);

/** Every call that the gateway answers, by its documented name, and by its other name where it has one. */
export const calls = {
  AuthenticateUser: authenticate,
  LogOut: logOut,
  Ping: ping,
  RemoveOperatorOMS: call(operations.RemoveOperatorOMS, standard, 'Unassigns an operator from an OMS.'),
  AddOperatorOMS: call(operations.AddOperatorOMS, standard, 'Assigns an operator to an OMS.'),
  SetDefaultOperatorOMS: call(
    operations.SetDefaultOperatorOMS,
    standard,
    'Makes an assigned OMS the default of its operator, or leaves him without one.',
  ),
  RemoveUserAccount: call(operations.RemoveUserAccount, standard, 'Unlinks a user from an account.'),
  AddUserAccount: call(operations.AddUserAccount, standard, 'Links a user to an account.'),
  RemoveUserRole: call(operations.RemoveUserRole, company, 'Takes one role in a company from a user.'),
  UpdateCompanyAddRoles: call(
    operations.UpdateCompanyAddRoles,
    company,
    'Gives a user roles in a company; roles that he holds are passed over.',
  ),
  RemoveAllCoAdmins: call(operations.RemoveAllCoAdmins, company, 'Leaves a company to the PlatformAdmins.'),
  AddUserPermission: call(operations.AddUserPermission, standard, 'Gives a user a permission.'),
  RevokeUserPermission: call(operations.RevokeUserPermission, standard, 'Takes a permission from a user.'),
  SetUserInfo: call(
    operations.SetUserInfo,
    replies.user,
    'Bars a user from signing in, or lets him in again: emailVerified and nothing else.',
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
  GetUserInfo: call(operations.GetUserInfo, replies.user, 'Tells about a user and the state of his sign-in.'),
  GetCompanies: call(
    operations.GetCompanies,
    z.array(company),
    'Lists the companies that the caller may see.',
  ),
  GetUsers: call(
    operations.GetUsers,
    z.array(replies.person),
    'Lists the people of the companies that the caller manages.',
  ),
  GetUserFromSession: call(operations.GetUserFromSession, replies.person, 'Tells the caller who he is.'),
} satisfies Record<string, Call> & Record<keyof typeof operations, Call>;
