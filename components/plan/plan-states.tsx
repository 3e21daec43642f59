'use client';

import { joined, type Sentence, sentence, Words } from '../ui/sentence';
import classes from './plan.module.css';
import type { StateChange } from './plan-item';

/** Lists of names longer than this are shown as a count. */
const LISTED = 6;

const inWords = (names: (string | Sentence)[]) => {
  if (names.length === 0) return 'None';
  const more = names.length - LISTED;
  return more > 0 ? sentence`${joined(names.slice(0, LISTED))} and ${more} more` : joined(names);
};

/** What a person has now and would have afterwards. Shows only the kinds that change. */
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
            <td>
              <Words of={inWords(now)} />
            </td>
            <td className={classes.afterwards}>
              <Words of={inWords(afterwards)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
