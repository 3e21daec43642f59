import { describe, expect, it } from 'vitest';
import type { Rights, StoredPermission } from '../call/permissions';
import { readTable } from '../testing/read-table';
import { getPersonShown } from './get-person-shown';

const THEM = 1;
const SELF = 2;

// How much of each part (row) a reader (column) is shown of another person; "both" is an Operator who is also
// the CoAdmin of a company, "self" a CoAdmin who looks at their own page.
const SHOWN = `
               Operator CoAdmin both     self PlatformAdmin SUPERUSER
  omses        all      none    all      none all           all
  accounts     all      none    all      none all           all
  roles        none     own     own      own  all           all
  permissions  Operator none    Operator all  all           all
  signIn       all      none    all      all  all           all
  sessions     none     none    none     all  all           all
  history      own      own     own      own  all           all
`;

const PERMISSIONS: Record<string, StoredPermission[]> = {
  Operator: ['Operator'],
  both: ['Operator'],
  PlatformAdmin: ['PlatformAdmin'],
  SUPERUSER: ['SUPERUSER'],
};

describe('the page of a person', () => {
  it.each(readTable(SHOWN, 1))('shows $row.0 to $column: $cell', ({ row, column, cell }) => {
    const isCoAdmin = ['CoAdmin', 'both', 'self'].includes(column);
    const actor: Rights & { userId: number } = {
      userId: SELF,
      permissions: PERMISSIONS[column] ?? [],
      adminOf: isCoAdmin ? [{ id: 1, name: 'Windmill' }] : [],
      hasRole: isCoAdmin,
    };
    const part = row[0] as 'roles';
    const shown = getPersonShown(actor, column === 'self' ? SELF : THEM)[part];
    expect(shown).toBe(part === 'roles' && cell === 'own' ? 'own companies' : cell);
  });
});
