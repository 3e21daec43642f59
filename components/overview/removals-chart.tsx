import Link from 'next/link';
import type { RemovalCall } from '@/domain/overview/types';
import { chartColor } from '../resources/config';
import type { Day } from './days';
import classes from './overview.module.css';

interface Props {
  days: Day[];
  series: Series[];
}

/** One kind of removal, with its label. */
export interface Series {
  name: RemovalCall;
  label: string;
}

const colorOf = (call: RemovalCall) => `var(${chartColor(call)})`;

/** Every seventh bar has a date, counted back from today's. */
const DAYS_APART = 7;

/** The scale reaches at least this far, so that a single removal does not look like many. */
const LEAST_TOP = 5;

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/**
 * One stacked bar for each day, which leads to the day's entries. The table below it has the same links for
 * the keyboard and for screen readers.
 */
export function RemovalsChart({ days, series }: Props) {
  const totalOf = (day: Day) => series.reduce((sum, { name }) => sum + day[name], 0);
  const top = Math.max(LEAST_TOP, ...days.map(totalOf));
  return (
    <div aria-hidden>
      <div className={classes.bars}>
        {days.map((day, index) => {
          const daysAgo = days.length - 1 - index;
          const date = daysAgo % DAYS_APART === 0 && (
            <span className={classes.date} data-is-first={index < DAYS_APART || undefined}>
              {daysAgo === 0 ? 'Today' : short.format(new Date(day.day))}
            </span>
          );
          if (totalOf(day) === 0)
            return (
              <div key={day.day} className={classes.bar}>
                {date}
              </div>
            );
          return (
            <Link
              key={day.day}
              href={`/audit?outcome=done&from=${day.day}&to=${day.day}`}
              prefetch={false}
              tabIndex={-1}
              className={classes.bar}
              title={inWords(day, series)}
            >
              {series
                .filter(({ name }) => day[name] > 0)
                .map(({ name }) => (
                  <i
                    key={name}
                    style={{ height: `${(100 * day[name]) / top}%`, background: colorOf(name) }}
                  />
                ))}
              {date}
            </Link>
          );
        })}
      </div>
      <ul className={classes.legend}>
        {series.map(({ name, label }) => (
          <li key={name}>
            <span className={classes.swatch} style={{ background: colorOf(name) }} />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The tooltip of a bar. */
const inWords = (day: Day, series: Series[]) =>
  [
    day.day,
    ...series.filter(({ name }) => day[name] > 0).map(({ name, label }) => `${label}: ${day[name]}`),
  ].join('\n');
