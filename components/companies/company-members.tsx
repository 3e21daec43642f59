'use client';

import { Text } from '@mantine/core';
import Link from 'next/link';
import type { CompanyView } from '@/domain/companies/types';
import { RemovalButton } from '../removal/removal-button';
import { useRemoval } from '../removal/use-removal';
import { roleRemoval } from '../resources/company-roles';
import { Badge } from '../ui/badge';
import { PersonName } from '../ui/names';
import { You } from '../ui/you';
import classes from './company.module.css';

/** Each member with their roles, and a button for each role. */
export function CompanyMembers({ company, mayRemove }: { company: CompanyView; mayRemove: boolean }) {
  const removal = useRemoval(roleRemoval);
  const coAdmins = company.members.filter(({ roles }) => roles.includes('CoAdmin')).length;
  return (
    <>
      {company.members.length === 0 ? (
        <Text c="dimmed">Nobody holds a role in this company. PlatformAdmins manage it.</Text>
      ) : (
        <table className={classes.members}>
          <thead>
            <tr>
              <th>Person</th>
              <th>Roles</th>
            </tr>
          </thead>
          <tbody>
            {company.members.map((member) => (
              <tr key={member.userId}>
                <td>
                  <PersonName name={member.userName} id={member.userId} />
                  <You userId={member.userId} />
                  {member.canSignIn === false && <Badge>Sign-in blocked</Badge>}
                </td>
                <td>
                  {member.roles.map((role) => {
                    const isLastCoAdmin = role === 'CoAdmin' && coAdmins === 1;
                    const { id: companyId, name: companyName } = company;
                    const row = { ...member, role, companyId, companyName, isLastCoAdmin };
                    return (
                      <div key={role} className={classes.role}>
                        <span>
                          <span>{role}</span>
                          {isLastCoAdmin && <Badge tone="attention">Last CoAdmin</Badge>}
                        </span>
                        {mayRemove && <RemovalButton row={row} resource={roleRemoval} removal={removal} />}
                      </div>
                    );
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayRemove && company.members.length > 1 && (
        <p className={classes.more} data-screen-only>
          <Link href={`/company-roles?company=${company.id}`} prefetch={false}>
            Select several roles to remove
          </Link>
        </p>
      )}
      {mayRemove && removal.dialog}
    </>
  );
}
