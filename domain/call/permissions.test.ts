import { describe, expect, it } from 'vitest';
import { readTable } from '../testing/read-table';
import { can, missingRight, overseesAll, PERMISSIONS, type Permission, type Rights } from './permissions';

const coAdmin = [{ id: 1, name: 'Windmill Farm, Inc.' }];

const HOLDERS = {
  plain: { permissions: [], adminOf: [], hasRole: false },
  Operator: { permissions: ['Operator'], adminOf: [], hasRole: false },
  PlatformAdmin: { permissions: ['PlatformAdmin'], adminOf: [], hasRole: false },
  CompanyAdmin: { permissions: [], adminOf: coAdmin, hasRole: true },
  RoleHolder: { permissions: [], adminOf: [], hasRole: true },
} satisfies Record<string, Rights>;

const SUPERUSER: Rights = { permissions: ['SUPERUSER'], adminOf: [], hasRole: false };

/** Who hold more than one right. They may do what either of them may. */
const BOTH = {
  'Operator and CompanyAdmin': { permissions: ['Operator'], adminOf: coAdmin, hasRole: true },
  'Operator and PlatformAdmin': { permissions: ['Operator', 'PlatformAdmin'], adminOf: [], hasRole: false },
} satisfies Record<string, Rights>;

// Whom the contract allows each permission.
const ALLOWED = `
                           plain Operator PlatformAdmin CompanyAdmin RoleHolder
  operators:read               -      yes           yes            -          -
  operator-oms:remove          -      yes             -            -          -
  account-links:read           -      yes           yes            -          -
  user-account:remove          -      yes             -            -          -
  company-roles:read           -        -           yes          yes          -
  company-role:remove          -        -           yes          yes          -
  omses:read                   -      yes           yes            -          -
  companies:read               -        -           yes          yes          -
  company-sign-ins:read        -        -           yes            -          -
  audit:read                   -      yes           yes          yes          -
  audit:verify                 -        -           yes            -          -
  operator-oms:add             -      yes             -            -          -
  operator-oms:set-default     -      yes             -            -          -
  user-account:add             -      yes             -            -          -
  company-role:add             -        -           yes          yes          -
  co-admins:remove             -        -           yes            -          -
  own-companies:read           -        -           yes          yes        yes
  company-people:read          -        -           yes          yes          -
  user-info:read               -      yes           yes            -          -
  user-info:change             -      yes             -            -          -
  user-permission:change       -      yes             -            -          -
  user:unlock                  -      yes             -            -          -
  user:log-off                 -        -             -            -          -
  people:read                  -      yes           yes          yes          -
  self:read                  yes      yes           yes          yes        yes
  own-sessions:end           yes      yes           yes          yes        yes
  overview:read                -      yes           yes          yes          -
`;

const cells = readTable(ALLOWED, 1).map(({ row: [permission], column, cell }) => ({
  permission: permission as Permission,
  holder: column as keyof typeof HOLDERS,
  isAllowed: cell === 'yes',
  verb: cell === 'yes' ? 'may' : 'may not',
}));
const permissions = [...new Set(cells.map(({ permission }) => permission))];

describe('the permission table', () => {
  it('has exactly the permissions that this test lists', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual(permissions.sort());
  });

  it.each(cells)('$holder $verb $permission', ({ permission, holder, isAllowed }) => {
    expect(can(HOLDERS[holder], permission)).toBe(isAllowed);
  });

  it.each(permissions)('a SUPERUSER may %s', (permission) => {
    expect(can(SUPERUSER, permission)).toBe(true);
  });

  it.each(Object.entries(BOTH))('%s may do what either may', (both, rights) => {
    for (const permission of permissions) {
      const allowed = cells.filter((cell) => cell.permission === permission && cell.isAllowed);
      const isAllowed = allowed.some(({ holder }) => both.split(' and ').includes(holder));
      expect({ permission, isAllowed: can(rights, permission) }).toEqual({ permission, isAllowed });
    }
  });

  it.each(Object.entries({ ...HOLDERS, ...BOTH, SUPERUSER }))(
    'says whether a %s oversees every company',
    (holder, rights) => {
      expect(overseesAll(rights)).toBe(/PlatformAdmin|SUPERUSER/.test(holder));
    },
  );

  it('names the missing right in a text that does not depend on the target', () => {
    expect(missingRight('RemoveOperatorOMS', 'operator-oms:remove')).toBe(
      'RemoveOperatorOMS needs the permission Operator.',
    );
    expect(missingRight('RemoveUserRole', 'company-role:remove')).toBe(
      'RemoveUserRole needs the permission PlatformAdmin or the role CoAdmin in the company.',
    );
    expect(missingRight('ForceUserLogoff', 'user:log-off')).toBe(
      'ForceUserLogoff needs the permission SUPERUSER.',
    );
    expect(missingRight('GetCompanies', 'own-companies:read')).toBe(
      'GetCompanies needs the permission PlatformAdmin or a role in a company.',
    );
  });
});
