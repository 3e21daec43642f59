'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { hideMessage, messageNow, showMessage } from '../message/message-store';
import { entriesHref } from '../ui/hrefs';
import { asSaid, plainWords, type Sentence, sentence, Words } from '../ui/sentence';
import type { OpenRestore, Restorable } from './restore-context';

/** How several removals of one kind are counted: "3" + "users unlinked" + "from" + the account. */
export interface Together {
  what: string;
  from: Sentence;
}

interface Offer {
  removal: Restorable;
  open: OpenRestore;
  together: Together;
}

/** What the message on the page tells of: removals of one kind, in their order, each with its own text. */
interface Told extends Omit<Offer, 'removal'> {
  removals: readonly (Restorable & { words: Sentence })[];
}

let shown: (Told & { id: number }) | null = null;

/** Shows that a call is done. */
export function showDone(words: string | Sentence): void {
  showMessage({ kind: 'done', words: <Words of={words} /> });
}

/**
 * Shows that a removal is done, with a button that restores it. While the message of an earlier removal of the same
 * kind is shown, one message tells of all of them.
 */
export function showRemoved(words: Sentence, { removal, together, ...offer }: Offer): void {
  const earlier =
    shown && messageNow()?.id === shown.id && shown.together.what === together.what ? shown : null;
  const areAlike = !earlier || plainWords(earlier.together.from) === plainWords(together.from);
  show({
    ...offer,
    removals: [...(earlier?.removals ?? []), { ...removal, words }],
    together: { ...together, from: areAlike ? together.from : sentence`` },
  });
}

function show(told: Told): void {
  const { removals, open, together } = told;
  const [first, ...others] = removals;
  if (!first) return;
  const isOne = others.length === 0;
  const id = showMessage({
    kind: 'done',
    words: <Words of={isOne ? first.words : countedTogether(removals.length, together)} />,
    actions: (
      <>
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          aria-haspopup="dialog"
          onClick={(event) => open(removals, event.currentTarget, forget)}
        >
          {isOne ? 'Restore' : 'Restore all'}
        </Button>
        <Link href={entriesHref(removals.map(({ seq }) => seq))} prefetch={false}>
          {isOne ? 'View entry' : 'View'}
        </Link>
      </>
    ),
  });
  shown = { ...told, id };

  /** Tells only of the removals that were not restored. */
  function forget(seqs: string[]): void {
    if (messageNow()?.id !== id || seqs.length === 0) return;
    hideMessage(id);
    show({ ...told, removals: removals.filter(({ seq }) => !seqs.includes(seq)) });
  }
}

const countedTogether = (count: number, { what, from }: Together): Sentence =>
  plainWords(from) === ''
    ? sentence`${asSaid(`${count} ${what}`)}`
    : sentence`${asSaid(`${count} ${what}`)} from ${from}`;
