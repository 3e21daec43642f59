'use client';

import { Anchor, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { DAYS_SHOWN, type Overview, type RemovalCall } from '@/domain/overview/types';
import { CHARTED, CHARTED_CALLS } from '../resources/config';
import { daysOf } from './days';
import classes from './overview.module.css';
import { RemovalsChart } from './removals-chart';

/**
 * Removals of the last days by kind: a chart, and a table of the same numbers with links to their entries.
 */
export function RemovalsByDay({ removals, today }: Pick<Overview, 'removals' | 'today'>) {
  const days = daysOf(removals ?? [], today);
  const total = (removals ?? []).reduce((sum, { count }) => sum + count, 0);
  const calls = CHARTED_CALLS.filter((call) => removals?.some((one) => one.call === call));
  return (
    <section aria-label="Removals per day">
      <Title order={2} mt="xl" mb="xs">
        Removals per day
      </Title>
      <Text c="dimmed" mb="sm">
        {removals === null
          ? 'Too many to count right now.'
          : `${total === 0 ? 'No removals' : total.toLocaleString('en-US')} in the last ${DAYS_SHOWN} days. Days are in UTC.`}
      </Text>
      {total > 0 && (
        <>
          <div aria-hidden>
            <RemovalsChart
              days={days}
              series={calls.map((call) => ({ name: call, label: CHARTED[call].label }))}
            />
          </div>
          <details className={classes.numbers}>
            <summary>Show as table</summary>
            <div className={classes.wide}>
              <table>
                <thead>
                  <tr>
                    <th>Day</th>
                    {calls.map((call) => (
                      <th key={call} className={classes.number}>
                        {CHARTED[call].label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {days
                    .filter((day) => calls.some((call) => day[call] > 0))
                    .toReversed()
                    .map((day) => (
                      <tr key={day.day}>
                        <th scope="row">{day.day}</th>
                        {calls.map((call) => (
                          <td key={call} className={classes.number}>
                            <DayCount day={day.day} call={call} count={day[call]} />
                          </td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}

function DayCount({ day, call, count }: { day: string; call: RemovalCall; count: number }) {
  if (count === 0) return '–';
  const href = `/audit?call=${call}&outcome=done&from=${day}&to=${day}`;
  return (
    <Anchor component={Link} href={href} prefetch={false} inherit>
      {count.toLocaleString('en-US')}
    </Anchor>
  );
}
