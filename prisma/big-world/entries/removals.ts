import { SUCCESS, standardError } from '@/domain/call/errors';
import type { CompanyReply } from '@/domain/companies/types';
import * as role from '@/domain/company-roles/audit-view';
import * as assignment from '@/domain/operators/audit-view';
import * as link from '@/domain/user-accounts/audit-view';
import type { Random } from '../../demo/random';
import { personAt, userOfOperator } from '../people';
import { accountAt, companyAt, omsAt } from '../places';
import { skewed } from '../random';
import type { BigWorld, Size } from '../size';

/** What an entry says was done, and by whom. */
export interface Removal {
  call: string;
  actor: { id: number; userName: string };
  request: object;
  target: ReturnType<typeof link.targetOf>;
  before: object | null;
  after: object | null;
  reply: object;
  /** Why it was refused, or null. */
  refusal: string | null;
}

const REFUSED_PERCENT = 6;
const ROLE_NAMES = ['CoAdmin', 'CoShareholder', 'CoAgent'] as const;

type Place = { world: BigWorld; size: Size; random: Random };

const anyPerson = ({ world, size, random }: Place) => personAt(world, skewed(random, size.users, 1.5));
const anyOperator = ({ world, size, random }: Place) =>
  personAt(world, userOfOperator(size, skewed(random, size.operators, 2)));

function linkRemoval(place: Place): Removal {
  const { world, size, random } = place;
  const user = anyPerson(place);
  const account = accountAt(world, size.omses - 1, skewed(random, size.accounts, 1.5));
  const target = link.targetOf({ account, user });
  const isRefused = random.percent(REFUSED_PERCENT);
  const refusal = `${user.userName} (user ${user.id}) is not linked to account ${account.id}, ${account.handle}: already removed, or never linked.`;
  return {
    call: 'RemoveUserAccount',
    actor: anyOperator(place),
    request: { accountId: account.id, userId: user.id },
    target,
    before: isRefused ? null : link.stateOf({ account, user }, random.percent(20)),
    after: null,
    reply: isRefused ? standardError('not_found', refusal) : SUCCESS,
    refusal: isRefused ? refusal : null,
  };
}

function assignmentRemoval(place: Place): Removal {
  const { size, random } = place;
  const { id, firstName, lastName } = anyOperator(place);
  const found = {
    oms: omsAt(skewed(random, size.omses - 2, 2)),
    operator: { id, name: `${firstName} ${lastName}` },
  };
  return {
    call: 'RemoveOperatorOMS',
    actor: anyOperator(place),
    request: { OMSId: found.oms.id, OperatorId: id },
    target: assignment.targetOf(found),
    before: assignment.stateOf(found, false),
    after: null,
    reply: SUCCESS,
    refusal: null,
  };
}

function roleRemoval(place: Place): Removal {
  const { world, size, random } = place;
  const { id: userId, userName } = anyPerson(place);
  const { state, founded, currency, country, ...company } = companyAt(
    world,
    skewed(random, size.companies, 2),
  );
  const member = { company, user: { userId, userName } };
  const roleName = random.pick(ROLE_NAMES);
  const reply: CompanyReply = {
    CompanyId: company.id,
    CompanyName: company.name,
    Roles: ROLE_NAMES.map((RoleName) => ({ RoleName, UserNames: [], CompanyName: company.name })),
    UserNames: [],
    AssetNames: [],
    OnExchangeBalancesByAssetName: [],
    Country: country,
    StateOrProvinceOfIncorporation: state,
    IncorporationDate: founded.toISOString(),
    AccountingCurrency: currency,
    OffExchangeBalancesByAssetName: [],
  };
  return {
    call: 'RemoveUserRole',
    actor: anyPerson(place),
    request: { companyName: company.name, roleName, userName },
    target: role.targetOf({ ...member, role: roleName }),
    before: role.stateOf(member, [roleName]),
    after: role.stateOf(member, []),
    reply,
    refusal: null,
  };
}

/** Makes up a removal of something that the world could have had. */
export function anyRemoval(place: Place): Removal {
  const share = place.random.whole(1, 100);
  if (share <= 60) return linkRemoval(place);
  return share <= 90 ? roleRemoval(place) : assignmentRemoval(place);
}
