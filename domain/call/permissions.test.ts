import { describe, expect, it } from 'vitest';
import { can, missingRight, overseesAll, PERMISSIONS, type Permission, type Rights } from './permissions';

const coAdmin = [{ id: 1, name: 'Windmill Farm, Inc.' }];

const HOLDERS: Record<string, Rights> = {
  'plain user': { permissions: [], adminOf: [], hasRole: false },
  Operator: { permissions: ['Operator'], adminOf: [], hasRole: false },
  'role holder': { permissions: [], adminOf: [], hasRole: true },
  CompanyAdmin: { permissions: [], adminOf: coAdmin, hasRole: true },
  PlatformAdmin: { permissions: ['PlatformAdmin'], adminOf: [], hasRole: false },
  SUPERUSER: { permissions: ['SUPERUSER'], adminOf: [], hasRole: false },
  'Operator and CompanyAdmin': { permissions: ['Operator'], adminOf: coAdmin, hasRole: true },
  'Operator and PlatformAdmin': { permissions: ['Operator', 'PlatformAdmin'], adminOf: [], hasRole: false },
};

/** The holders that the contract allows each permission. A SUPERUSER passes every check. */
const ALLOWED: Record<Permission, string[]> = {
  'operators:read': ['Operator', 'PlatformAdmin'],
  'operator-oms:remove': ['Operator'],
  'account-links:read': ['Operator', 'PlatformAdmin'],
  'user-account:remove': ['Operator'],
  'company-roles:read': ['PlatformAdmin', 'CompanyAdmin'],
  'company-role:remove': ['PlatformAdmin', 'CompanyAdmin'],
  'omses:read': ['Operator', 'PlatformAdmin'],
  'companies:read': ['PlatformAdmin', 'CompanyAdmin'],
  'company-sign-ins:read': ['PlatformAdmin'],
  'audit:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'audit:verify': ['PlatformAdmin'],
  'operator-oms:add': ['Operator'],
  'operator-oms:set-default': ['Operator'],
  'user-account:add': ['Operator'],
  'company-role:add': ['PlatformAdmin', 'CompanyAdmin'],
  'co-admins:remove': ['PlatformAdmin'],
  'own-companies:read': ['PlatformAdmin', 'CompanyAdmin', 'role holder'],
  'company-people:read': ['PlatformAdmin', 'CompanyAdmin'],
  'user-info:read': ['Operator', 'PlatformAdmin'],
  'user-info:change': ['Operator'],
  'user-permission:change': ['Operator'],
  'user:unlock': ['Operator'],
  'user:log-off': [],
  'people:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
  'self:read': Object.keys(HOLDERS),
  'own-sessions:end': Object.keys(HOLDERS),
  'overview:read': ['Operator', 'PlatformAdmin', 'CompanyAdmin'],
};

const cells = Object.entries(ALLOWED).flatMap(([permission, allowed]) =>
  Object.entries(HOLDERS).map(([holder, rights]) => {
    const isAllowed =
      holder === 'SUPERUSER' ||
      allowed.includes(holder) ||
      holder.split(' and ').some((one) => allowed.includes(one));
    return {
      permission: permission as Permission,
      holder,
      rights,
      verb: isAllowed ? 'may' : 'may not',
      isAllowed,
    };
  }),
);

describe('the permission table', () => {
  it('has exactly the permissions that this test lists', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(cells)('$holder $verb $permission', ({ permission, rights, isAllowed }) => {
    expect(can(rights, permission)).toBe(isAllowed);
  });

  it.each([
    ['plain user', false],
    ['Operator', false],
    ['role holder', false],
    ['CompanyAdmin', false],
    ['PlatformAdmin', true],
    ['SUPERUSER', true],
    ['Operator and CompanyAdmin', false],
    ['Operator and PlatformAdmin', true],
  ])('says whether a %s oversees every company: %s', (holder, expected) => {
    expect(overseesAll(HOLDERS[holder] as Rights)).toBe(expected);
  });

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
