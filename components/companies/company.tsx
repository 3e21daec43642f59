'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CompanyView } from '@/domain/companies/types';
import { ApiError } from '../data/fetch-json';
import { companyOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { type Fact, ObjectHeader } from '../ui/object-header';
import { DayInUtc } from '../ui/timestamp';
import classes from './company.module.css';
import { CompanyMembers } from './company-members';

interface Props {
  id: number;
  mayRemove: boolean;
  /** The company's history, which disappears with it when the actor may no longer see the company. */
  children: ReactNode;
}

/** A company's page: its facts, its role holders and its assets. */
export function Company({ id, mayRemove, children }: Props) {
  const { data: company, error } = useQuery(companyOptions(id));
  if (error instanceof ApiError && [403, 404].includes(error.status)) return <NotFoundPage />;
  if (!company) return null;
  return (
    <div className={classes.page}>
      <ObjectHeader
        from={{ label: 'Company roles', href: '/company-roles' }}
        name={nameOf({ kind: 'company', ...company })}
        chips={<CoAdminChip company={company} />}
        facts={factsOf(company)}
      >
        Company {company.id}
      </ObjectHeader>
      <section aria-labelledby="members" className={classes.part}>
        <h2 id="members">Members and roles</h2>
        {!company.areSignInsShown && (
          <p className={classes.partial}>
            Whether members can sign in isn’t shown to you; a PlatformAdmin can check.
          </p>
        )}
        <CompanyMembers company={company} mayRemove={mayRemove} />
      </section>
      <section aria-labelledby="balances" className={classes.part}>
        <h2 id="balances">On-exchange balances</h2>
        <Balances assets={company.assets} />
      </section>
      <section aria-labelledby="history" className={classes.part}>
        <h2 id="history">History</h2>
        {!company.isHistoryWhole && (
          <p className={classes.partial}>
            Only your own actions, and those on OMSs and companies that you manage, are shown to you.
          </p>
        )}
        {children}
      </section>
    </div>
  );
}

/** How many CoAdmins there are who can sign in, as far as the actor may see it. */
function CoAdminChip({ company: { members, areSignInsShown } }: { company: CompanyView }) {
  const coAdmins = members.filter(({ roles }) => roles.includes('CoAdmin'));
  if (coAdmins.length === 0) return <Badge tone="wrong">No CoAdmin</Badge>;
  const plainCount = counted(coAdmins.length, 'CoAdmin', 'CoAdmins');
  if (!areSignInsShown) return <Badge tone={toneOf(coAdmins.length)}>{plainCount}</Badge>;
  const active = coAdmins.filter(({ canSignIn }) => canSignIn).length;
  if (active === 0) return <Badge tone="wrong">No CoAdmin who can sign in</Badge>;
  return <Badge tone={toneOf(active)}>{counted(active, 'CoAdmin', 'CoAdmins')} who can sign in</Badge>;
}

const toneOf = (count: number) => (count === 1 ? 'attention' : 'good');

const factsOf = (company: CompanyView): Fact[] => [
  { label: 'Members', value: company.members.length },
  { label: 'Country', value: <Name>{company.country}</Name> },
  { label: 'State or province of incorporation', value: <Name>{company.stateOrProvince || '–'}</Name> },
  { label: 'Incorporated', value: <DayInUtc at={company.incorporationDate} /> },
  { label: 'Accounting currency', value: <Name>{company.accountingCurrency}</Name> },
];

function Balances({ assets }: { assets: CompanyView['assets'] }) {
  if (assets.length === 0) return <Text c="dimmed">This company has no assets on the exchange.</Text>;
  return (
    <table className={classes.balances} aria-labelledby="balances">
      <tbody>
        {assets.map(({ name, onExchangeBalance }) => (
          <tr key={name}>
            <th scope="row">
              <Name>{name}</Name>
            </th>
            <td className={classes.number}>{groupDigits(onExchangeBalance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Groups thousands and keeps every digit: a balance may have more digits than a JavaScript number holds. */
function groupDigits(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}
