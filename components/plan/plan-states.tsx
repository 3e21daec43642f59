'use client';

import classes from './plan.module.css';
import type { StateChange } from './plan-item';

/** More names than these are counted, not listed. */
const LISTED = 6;

const inWords = (names: string[]) => {
  if (names.length === 0) return 'None';
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
};

/** What somebody has now, and what he would have afterwards: only the kinds of which something changes. */
export function PlanStates({ changes }: { changes: StateChange[] }) {
  if (changes.length === 0) return null;
  return (
    <table className={classes.states}>
      <thead>
        <tr>
          <th>Access</th>
          <th>Now</th>
          <th>Afterwards</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ label, now, afterwards }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{inWords(now)}</td>
            <td className={classes.afterwards}>{inWords(afterwards)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
