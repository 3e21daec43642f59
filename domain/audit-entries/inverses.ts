import type { Mutation } from '../call/mutation';
import { updateCompanyAddRoles } from '../company-roles/add';
import type { RoleName } from '../company-roles/types';
import { addOperatorOms } from '../operators/add';
import type { removals } from '../removals';
import { addUserAccount } from '../user-accounts/add';

/** The state before and after, as a removal's audit entry holds it. */
interface States {
  before: never;
  after: never;
}

/** The documented call that takes a removal back, and its request, made of what the removal's entry knows. */
interface Inverse {
  operation: Mutation<unknown>;
  request: (states: States) => object;
}

interface Assignment {
  OperatorId: number;
  OMSId: number;
  IsDefault: boolean;
}

interface Link {
  accountId: number;
  userId: number;
}

interface Member {
  companyName: string;
  userName: string;
  roles: RoleName[];
}

const givesRolesBack: Inverse = {
  operation: updateCompanyAddRoles,
  request: ({ before, after }) => {
    const { companyName, userName, roles } = before as Member;
    const kept = (after as Member).roles;
    return { companyName, userName, roleNames: roles.filter((role) => !kept.includes(role)) };
  },
};

/** What takes each removal back. */
export const inverses: Record<keyof typeof removals | 'RemoveAllCoAdmins', Inverse> = {
  RemoveOperatorOMS: {
    operation: addOperatorOms,
    request: ({ before }) => {
      const { OperatorId, OMSId, IsDefault } = before as Assignment;
      return { operatorId: OperatorId, omsId: OMSId, isDefault: IsDefault };
    },
  },
  RemoveUserAccount: {
    operation: addUserAccount,
    request: ({ before }) => {
      const { accountId, userId } = before as Link;
      return { accountId, userId };
    },
  },
  RemoveUserRole: givesRolesBack,
  RemoveAllCoAdmins: givesRolesBack,
};

/**
 * Whether a call is a removal that can be taken back.
 *
 * @param call its name
 */
export const isInvertible = (call: string): call is keyof typeof inverses => Object.hasOwn(inverses, call);
