'use client';

import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CompanyView } from '@/domain/companies/types';
import { ApiError } from '../data/fetch-json';
import { companyOptions } from '../data/queries';
import { NotFoundPage } from '../errors/error-page';
import { Breadcrumbs } from '../ui/breadcrumbs';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { Timestamp } from '../ui/timestamp';
import classes from './company.module.css';
import { CompanyMembers } from './company-members';

interface Props {
  id: number;
  mayRemove: boolean;
  /** The company's history, which disappears with it when the actor may no longer see the company. */
  children: ReactNode;
}

/** A company's page: its facts, its assets and its role holders. */
export function Company({ id, mayRemove, children }: Props) {
  const { data: company, error } = useQuery(companyOptions(id));
  if (error instanceof ApiError && [403, 404].includes(error.status)) return <NotFoundPage />;
  if (!company) return null;
  const name = <Name>{nameOf({ kind: 'company', ...company })}</Name>;
  return (
    <div className={classes.page}>
      <Breadcrumbs from={{ label: 'Company roles', href: '/company-roles' }}>{name}</Breadcrumbs>
      <PageTitle title={name}>Company {company.id}</PageTitle>
      <div className={classes.facts}>
        <Facts company={company} />
        <Balances assets={company.assets} />
      </div>
      <Title order={2} mt="xl" mb="xs">
        Members and roles
      </Title>
      <CompanyMembers company={company} mayRemove={mayRemove} />
      <Title order={2} mt="xl">
        History
      </Title>
      {children}
    </div>
  );
}

function Facts({ company }: { company: CompanyView }) {
  return (
    <dl className={classes.list}>
      <dt>Country</dt>
      <dd>
        <Name>{company.country}</Name>
      </dd>
      <dt>State or province of incorporation</dt>
      <dd>
        <Name>{company.stateOrProvince || '–'}</Name>
      </dd>
      <dt>Incorporated</dt>
      <dd>
        <Timestamp at={company.incorporationDate} />
      </dd>
      <dt>Accounting currency</dt>
      <dd>
        <Name>{company.accountingCurrency}</Name>
      </dd>
    </dl>
  );
}

function Balances({ assets }: { assets: CompanyView['assets'] }) {
  if (assets.length === 0) return <Text c="dimmed">This company has no assets on the exchange.</Text>;
  return (
    <table className={classes.balances}>
      <caption>On-exchange balances</caption>
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
