'use client';

import Link from 'next/link';
import { DAYS_SHOWN, type Overview, type RemovalCall } from '@/domain/overview/types';
import { CHARTED, CHARTED_CALLS } from '../resources/config';
import cards from './card.module.css';
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
    <section aria-label="Removals per day" className={cards.card}>
      <header className={cards.head}>
        <h2>Removals, {DAYS_SHOWN} days</h2>
        {total > 0 && <span className={cards.meta}>{total.toLocaleString('en-US')} · by day, UTC</span>}
      </header>
      {total === 0 ? (
        <p className={cards.nothing}>
          {removals === null ? 'Too many to count right now.' : `No removals in the last ${DAYS_SHOWN} days.`}
        </p>
      ) : (
        <div className={classes.chart}>
          <RemovalsChart
            days={days}
            series={calls.map((call) => ({ name: call, label: CHARTED[call].label }))}
          />
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
        </div>
      )}
    </section>
  );
}

function DayCount({ day, call, count }: { day: string; call: RemovalCall; count: number }) {
  if (count === 0) return '–';
  const href = `/audit?call=${call}&outcome=done&from=${day}&to=${day}`;
  return (
    <Link href={href} prefetch={false}>
      {count.toLocaleString('en-US')}
    </Link>
  );
}
