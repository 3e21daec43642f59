import type { RemovalCall } from '@/domain/overview/types';
import { chartColor } from '../resources/config';
import { type Day, scaleOf } from './days';
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

/** One stacked bar for each day. */
export function RemovalsChart({ days, series }: Props) {
  const totals = days.map((day) => series.reduce((sum, { name }) => sum + day[name], 0));
  const { top, steps } = scaleOf(Math.max(...totals));
  const heightOf = (count: number) => `${(100 * count) / top}%`;
  return (
    <>
      <div className={classes.plot}>
        {steps.map((step) => (
          <span key={step} className={classes.step} style={{ bottom: heightOf(step) }}>
            {step.toLocaleString('en-US')}
          </span>
        ))}
        <div className={classes.bars}>
          {days.map((day, index) => (
            <div key={day.day} className={classes.bar} title={inWords(day, series)}>
              {series.map(({ name }) => (
                <span key={name} style={{ height: heightOf(day[name]), background: colorOf(name) }} />
              ))}
              {(days.length - 1 - index) % DAYS_APART === 0 && (
                <span className={classes.date}>{day.day.slice(5)}</span>
              )}
            </div>
          ))}
        </div>
      </div>
      <ul className={classes.legend}>
        {series.map(({ name, label }) => (
          <li key={name}>
            <span className={classes.swatch} style={{ background: colorOf(name) }} />
            {label}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The tooltip of a bar. */
const inWords = (day: Day, series: Series[]) =>
  [
    day.day,
    ...series.filter(({ name }) => day[name] > 0).map(({ name, label }) => `${label}: ${day[name]}`),
  ].join('\n');
