'use client';

import { Anchor, List, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { Attention, Overview as OverviewData } from '@/domain/overview/types';
import { COUNT_LIMIT } from '@/domain/paging';
import classes from './overview.module.css';

interface Figure {
  label: string;
  count: number | null;
  href: string;
}

interface Concern {
  title: string;
  attention: Attention | null;
  /** The page of one of them, where there is one. */
  href?: (id: number) => string;
}

const count = (exact: number) =>
  exact > COUNT_LIMIT ? `${COUNT_LIMIT.toLocaleString('en-US')}+` : exact.toLocaleString('en-US');

const company = (id: number) => `/companies/${id}`;

const figuresOf = (overview: OverviewData): Figure[] => [
  { label: 'Operator assignments', count: overview.operatorAssignments, href: '/operators' },
  { label: 'Account links', count: overview.accountLinks, href: '/account-links' },
  { label: 'Company roles', count: overview.companyRoles, href: '/company-roles' },
];

const concernsOf = (overview: OverviewData): Concern[] => [
  { title: 'OMSs without an operator', attention: overview.omsesWithoutOperator },
  { title: 'Accounts without a user', attention: overview.accountsWithoutUser },
  { title: 'Companies without a CoAdmin', attention: overview.companiesWithoutAdmin, href: company },
  { title: 'Companies with a single CoAdmin', attention: overview.companiesWithOneAdmin, href: company },
  {
    title: 'Companies whose CoAdmins are all barred from signing in',
    attention: overview.companiesWithBarredAdmins,
    href: company,
  },
];

/** What there is, and what needs attention, as far as it is the viewer's. */
export function Overview({ overview }: { overview: OverviewData }) {
  const figures = figuresOf(overview).filter(({ count }) => count !== null);
  const concerns = concernsOf(overview).filter(({ attention }) => attention !== null && attention.count > 0);
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ label, count: exact, href }) => (
          <div key={label} className={classes.figure}>
            <dt>{label}</dt>
            <dd>
              <Anchor component={Link} href={href} prefetch={false} inherit>
                {count(exact ?? 0)}
              </Anchor>
            </dd>
          </div>
        ))}
      </dl>
      <Title order={2} mt="xl" mb="sm">
        Needs attention
      </Title>
      {concerns.length === 0 ? (
        <Text c="dimmed">Nothing: every OMS, account and company that you see is looked after.</Text>
      ) : (
        <div className={classes.concerns}>
          {concerns.map((concern) => (
            <ConcernSection key={concern.title} {...concern} />
          ))}
        </div>
      )}
    </>
  );
}

function ConcernSection({ title, attention, href }: Concern) {
  if (!attention) return null;
  const more = attention.count - attention.first.length;
  return (
    <section className={classes.concern} aria-label={title}>
      <Title order={3} className={classes.concernTitle}>
        <span className={classes.concernCount}>{count(attention.count)}</span> {title}
      </Title>
      <List listStyleType="none" spacing={4}>
        {attention.first.map(({ id, name }) => (
          <List.Item key={id}>
            {href ? (
              <Anchor component={Link} href={href(id)} prefetch={false} inherit>
                {name}
              </Anchor>
            ) : (
              name
            )}{' '}
            <Text span inherit c="dimmed">
              {id}
            </Text>
          </List.Item>
        ))}
        {more > 0 && (
          <List.Item>
            <Text c="dimmed" inherit span>
              and {attention.count > COUNT_LIMIT ? 'many' : more} more
            </Text>
          </List.Item>
        )}
      </List>
    </section>
  );
}
