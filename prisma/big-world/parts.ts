import { accountsOf, DEFAULT_PERCENT, defaultOf, omsesOf, rolesOf } from './access';
import type { Row } from './copy-rows';
import { auditEntries } from './entries/part';
import { type Part, plainPart } from './part';
import { guidOf, personAt, userOfOperator } from './people';
import { accountAt, companyAt, omsAt } from './places';
import { heldBefore } from './shares';
import { type BigWorld, sizeOf } from './size';

/** The parts of a big world in the order in which they refer to each other. */
export function partsOf(world: BigWorld): Part[] {
  const size = sizeOf(world);
  const one = (row: Row): Row[] => [row];
  const person = (user: number) => personAt(world, user);
  const operator = (index: number) => person(userOfOperator(size, index));
  return [
    plainPart({
      name: 'OMSs',
      target: 'omses (id, name)',
      holders: size.omses,
      rowsOf: (index) => one(Object.values(omsAt(index))),
    }),
    plainPart({
      name: 'users',
      target: 'users (id, user_name, email, email_verified)',
      holders: size.users,
      rowsOf: (index) => {
        const { id, userName, isBlocked } = person(index);
        return one([id, userName, `${userName}@example.com`, !isBlocked]);
      },
    }),
    plainPart({
      name: 'permissions',
      target: 'user_permissions (user_id, permission)',
      holders: size.operators,
      rowsOf: (index) => one([operator(index).id, 'Operator']),
    }),
    plainPart({
      name: 'operators',
      target: 'operators (id, guid, name)',
      holders: size.operators,
      rowsOf: (index) => {
        const { id, firstName, lastName } = operator(index);
        return one([id, guidOf(world, id), `${firstName} ${lastName}`]);
      },
    }),
    plainPart({
      name: 'accounts',
      target: 'accounts (id, handle, oms_id)',
      holders: size.accounts,
      rowsOf: (index) => one(Object.values(accountAt(world, size.omses - 1, index))),
    }),
    plainPart({
      name: 'companies',
      target:
        'companies (id, name, country, state_or_province_of_incorporation, incorporation_date, accounting_currency)',
      holders: size.companies,
      rowsOf: (index) => one(Object.values(companyAt(world, index))),
    }),
    plainPart({
      name: 'account links',
      target: 'user_accounts (user_id, account_id)',
      holders: size.users,
      rows: size.links.total,
      rowsOf: (user) => accountsOf(world, size, user).map((account) => [user + 1, account + 1]),
    }),
    plainPart({
      name: 'assignments',
      target: 'operator_omses (operator_id, oms_id, is_default)',
      holders: size.operators,
      rows: size.assignments.total,
      rowsOf: (index) => {
        const { id } = operator(index);
        return omsesOf(world, size, index).map((oms, position) => [id, oms + 1, position === 0]);
      },
    }),
    plainPart({
      name: 'roles',
      target: 'company_roles (id, company_id, user_id, role)',
      holders: size.companies,
      rows: size.roles.total,
      rowsOf: (company) => {
        const before = heldBefore(size.roles, company);
        return rolesOf(world, size, company).map(({ user, role }, position) => [
          before + position + 1,
          company + 1,
          user + 1,
          role,
        ]);
      },
    }),
    plainPart({
      name: 'default accounts',
      target: 'chosen_defaults (user_id, account_id)',
      holders: size.users,
      rows: Math.round((size.users * DEFAULT_PERCENT) / 100),
      rowsOf: (user) => {
        const account = defaultOf(world, size, user);
        return account === undefined ? [] : one([user + 1, account + 1]);
      },
      before: 'CREATE TEMPORARY TABLE chosen_defaults (user_id int, account_id int) ON COMMIT DROP',
      after: `UPDATE users SET default_account_id = account_id FROM chosen_defaults WHERE id = user_id`,
    }),
    auditEntries(world, size),
  ];
}
