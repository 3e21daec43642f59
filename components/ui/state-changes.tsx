'use client';

import { asSaid, joined, type Sentence, sentence } from './sentence';
import { StatesTable } from './states-table';

/** What a person has of one kind now, and would have afterwards. */
export interface StateChange {
  label: string | Sentence;
  now: (string | Sentence)[];
  afterwards: (string | Sentence)[];
  /** Whether there may be more that the actor may not see. */
  isPartial?: boolean | undefined;
}

/** Lists of names longer than this are shown as a count. */
export const LISTED = 6;

const inWords = (names: (string | Sentence)[], isPartial = false) => {
  if (names.length === 0) return isPartial ? 'None that you can see' : 'None';
  const more = names.length - LISTED;
  return more > 0 ? sentence`${joined(names.slice(0, LISTED))} and ${more} more` : joined(names);
};

/** What a person has now and would have afterwards. Shows only the kinds that change. */
export function StateChanges({ changes }: { changes: StateChange[] }) {
  if (changes.length === 0) return null;
  const rows = changes.map(({ label, now, afterwards, isPartial }) => ({
    name: label,
    before: inWords(now, isPartial),
    after: inWords(afterwards, isPartial),
    emphasis: { before: false, after: true },
  }));
  return <StatesTable headings={['Access', 'Before', 'After']} rows={rows} />;
}

/**
 * The change that takes one thing of several.
 *
 * @param label of all of them
 * @param others the number of those that stay
 */
export function oneOf(label: string, name: string, others: number): StateChange {
  const rest = others === 0 ? [] : [sentence`${others} other${others === 1 ? asSaid('') : asSaid('s')}`];
  return { label, now: [sentence`${name}`, ...rest], afterwards: rest };
}
