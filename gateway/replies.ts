import { z } from 'zod';
import type { StandardResponse } from '@/domain/call/errors';
import type { CompanyReply } from '@/domain/companies/types';
import { ROLE_NAMES } from '@/domain/companies/types';
import type { OperatorOmsReply, OperatorReply } from '@/domain/operators/types';
import type { UserAccountReply } from '@/domain/user-accounts/types';
import type { OwnUserReply, PersonReply, UserReply } from '@/domain/users/types';

// The reply of each call, key by key, for the OpenAPI document. `satisfies` holds it to the types of the
// domain.

export const standard = z
  .strictObject({
    result: z.boolean(),
    errormsg: z.string().nullable(),
    errorcode: z.int(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'StandardResponse' }) satisfies z.ZodType<StandardResponse>;

export const company = z
  .strictObject({
    CompanyId: z.int(),
    CompanyName: z.string(),
    Roles: z.array(
      z.strictObject({
        RoleName: z.enum(ROLE_NAMES),
        UserNames: z.array(z.string()),
        CompanyName: z.string(),
      }),
    ),
    UserNames: z.array(z.string()),
    AssetNames: z.array(z.string()),
    OnExchangeBalancesByAssetName: z.array(z.record(z.string(), z.number().nullable())).meta({
      description:
        'Balances with all their digits, up to 20 before the decimal point and 18 after it; null for one that is not a number.',
    }),
    Country: z.string(),
    StateOrProvinceOfIncorporation: z.string(),
    IncorporationDate: z.string().meta({ format: 'date-time' }),
    AccountingCurrency: z.string(),
    OffExchangeBalancesByAssetName: z.array(z.never()).max(0),
  })
  .meta({ id: 'Company' }) satisfies z.ZodType<CompanyReply>;

export const operator = z
  .strictObject({
    OperatorId: z.int(),
    OperatorGuid: z.string().meta({ format: 'uuid' }),
    OperatorName: z.string(),
    DefaultOMSId: z.int(),
  })
  .meta({ id: 'Operator' }) satisfies z.ZodType<OperatorReply>;

export const operatorOms = z
  .strictObject({ OperatorId: z.int(), OMSId: z.int(), IsDefault: z.boolean() })
  .meta({ id: 'OperatorOMS' }) satisfies z.ZodType<OperatorOmsReply>;

export const userAccount = z
  .strictObject({
    OMSID: z.int(),
    AccountId: z.int(),
    AccountName: z.string(),
    AccountHandle: z.string(),
  })
  .meta({ id: 'UserAccount' }) satisfies z.ZodType<UserAccountReply>;

const ownUser = z
  .strictObject({
    userId: z.int(),
    userName: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    accountId: z.int(),
    omsId: z.int(),
    use2FA: z.boolean(),
  })
  .meta({ id: 'OwnUser' }) satisfies z.ZodType<OwnUserReply>;

export const user = ownUser
  .extend({
    locked: z.boolean(),
    lockedTime: z.string().meta({ format: 'date-time' }).nullable(),
    numberOfFailedAttempt: z.int(),
  })
  .meta({ id: 'User' }) satisfies z.ZodType<UserReply>;

export const person = z
  .strictObject({
    Permissions: z.array(z.string()),
    RoleNamesByCompanyName: z.array(z.record(z.string(), z.array(z.string()))),
    UserName: z.string(),
    Email: z.string(),
    ExternalId: z.int(),
  })
  .meta({ id: 'Person' }) satisfies z.ZodType<PersonReply>;

export const signIn = z.union([
  z.strictObject({
    authenticated: z.literal(true),
    sessionId: z.string().meta({ format: 'uuid' }),
    SessionToken: z.string().meta({ format: 'uuid' }),
    user: ownUser,
    locked: z.literal(false),
    requires2FA: z.literal(false),
    twoFAType: z.string(),
    twoFAToken: z.string(),
    errormsg: z.null(),
  }),
  z.strictObject({
    authenticated: z.literal(false),
    locked: z.literal(false),
    errormsg: z.literal('Invalid username or password'),
  }),
]);

export type SignInReply = z.infer<typeof signIn>;

export const pong = z.strictObject({ msg: z.literal('PONG') });
