import type { ReactNode } from 'react';
import type { Person as PersonData } from '@/domain/users/types';
import { isSeen } from '@/domain/values/characters';
import { Breadcrumbs } from '../ui/breadcrumbs';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';

/** The person's name, ids and addresses, with what can be done with all of the page. */
export function PersonTitle({ person, actions }: { person: PersonData; actions: ReactNode }) {
  const { userId, userName, email, operatorName } = person;
  const name = <Name>{nameOf({ kind: 'person', id: userId, name: userName })}</Name>;
  return (
    <>
      <Breadcrumbs from={{ label: 'People', href: '/people' }}>{name}</Breadcrumbs>
      <PageTitle title={name} actions={actions}>
        User {userId}
        {email !== null && (
          <>
            {' · '}
            <Name>{email}</Name>
          </>
        )}
        {operatorName && operatorName !== userName && isSeen(operatorName) && (
          <>
            {' · operator '}
            <Name>{operatorName}</Name>
          </>
        )}
      </PageTitle>
    </>
  );
}
