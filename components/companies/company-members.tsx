'use client';

import { Badge, Group, Table, Text } from '@mantine/core';
import type { CompanyView } from '@/domain/companies/types';
import { RemovalButton } from '../removal/removal-button';
import { RemoveDialog } from '../removal/remove-dialog';
import { useRemoval } from '../removal/use-removal';
import { roleRemoval } from '../resources/company-roles';
import { PersonName } from '../resources/names';
import classes from './company.module.css';

/** Each member with his roles, and each role with its button. */
export function CompanyMembers({ company, mayRemove }: { company: CompanyView; mayRemove: boolean }) {
  const removal = useRemoval(roleRemoval);
  return (
    <>
      {company.members.length === 0 ? (
        <Text c="dimmed">Nobody holds a role in this company. PlatformAdmins manage it.</Text>
      ) : (
        <Table className={classes.members}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>User</Table.Th>
              <Table.Th>Roles</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {company.members.map((member) => (
              <Table.Tr key={member.userId}>
                <Table.Td>
                  <PersonName name={member.userName} id={member.userId} />{' '}
                  {!member.canSignIn && (
                    <Badge variant="default" size="sm" tt="none" fw={500}>
                      Barred from signing in
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {member.roles.map((role) => {
                    const row = { ...member, role, companyId: company.id, companyName: company.name };
                    return (
                      <Group key={role} justify="space-between" gap="xs" className={classes.role}>
                        {role}
                        {mayRemove && <RemovalButton row={row} resource={roleRemoval} removal={removal} />}
                      </Group>
                    );
                  })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayRemove && <RemoveDialog {...removal.dialog} />}
    </>
  );
}
