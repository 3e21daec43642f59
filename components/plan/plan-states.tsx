'use client';

import { joined, type Sentence, sentence } from '../ui/sentence';
import { StatesTable } from '../ui/states-table';
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
  const rows = changes.map(({ label, now, afterwards }) => ({
    name: label,
    before: inWords(now),
    after: inWords(afterwards),
    emphasis: { before: false, after: true },
  }));
  return <StatesTable headings={['Access', 'Now', 'Afterwards']} rows={rows} />;
}
