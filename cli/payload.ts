import { UserError } from '@/scripts/setup/user-error.mjs';

/** The options of `call`, as typed. */
export interface CallOptions {
  account?: string;
  user?: string;
  operator?: string;
  oms?: string;
  company?: string;
  role?: string[];
  permission?: string;
  default?: boolean;
  emailVerified?: string;
  json?: string;
}

const idOrName = (given: string | undefined, keys: { id: string; name: string }): object => {
  if (given === undefined) return {};
  return /^\d+$/.test(given) ? { [keys.id]: Number(given) } : { [keys.name]: given };
};

function idOnly(option: string, given: string | undefined, key: string): object {
  if (given === undefined) return {};
  if (!/^\d+$/.test(given)) throw new UserError(`--${option} must be an id, a whole number.`);
  return { [key]: Number(given) };
}

function flag(option: string, given: string | undefined, key: string): object {
  if (given === undefined) return {};
  if (given !== 'true' && given !== 'false') throw new UserError(`--${option} must be true or false.`);
  return { [key]: given === 'true' };
}

function jsonObject(given: string | undefined): object {
  if (given === undefined) return {};
  try {
    const value: unknown = JSON.parse(given);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The error below covers this case too.
  }
  throw new UserError('--json must be a JSON object.');
}

/**
 * Makes the payload of a call. Calls read their keys in any case and ignore unknown ones. So one option can
 * set every key that the documents use for it, whatever the call is.
 *
 * @throws UserError naming the option that is wrong
 */
export function payloadOf(options: CallOptions): object {
  const { role = [], company, permission, default: isDefault } = options;
  return {
    ...jsonObject(options.json),
    ...idOrName(options.account, { id: 'accountId', name: 'accountHandle' }),
    ...idOrName(options.user, { id: 'userId', name: 'userName' }),
    ...idOnly('operator', options.operator, 'operatorId'),
    ...idOnly('oms', options.oms, 'omsId'),
    ...(company !== undefined && { companyName: company }),
    // A call for one role must not use the first of several without saying so.
    ...(role.length > 0 && { roleNames: role }),
    ...(role.length === 1 && { roleName: role[0] }),
    ...(permission !== undefined && { permission }),
    ...(isDefault !== undefined && { isDefault }),
    ...flag('email-verified', options.emailVerified, 'emailVerified'),
  };
}
