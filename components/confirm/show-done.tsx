'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { tabNow } from '../data/tab';
import { messageNow, showMessage } from '../message/message-store';
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

/** The removals that the message on the page tells of. */
let shown: { id: number; count: number; together: Together } | null = null;

/** Shows that a call is done. */
export function showDone(words: string | Sentence): void {
  showMessage({ kind: 'done', words: <Words of={words} /> });
}

/**
 * Shows that a removal is done, with a button that restores it. While the message of an earlier removal of the same
 * kind is shown, one message tells of all of them.
 */
export function showRemoved(words: Sentence, { removal, open, together }: Offer): void {
  const earlier =
    shown && messageNow()?.id === shown.id && shown.together.what === together.what ? shown : null;
  const count = (earlier?.count ?? 0) + 1;
  const areAlike = !earlier || plainWords(earlier.together.from) === plainWords(together.from);
  const from = areAlike ? together.from : sentence``;
  const id = showMessage({
    kind: 'done',
    words: <Words of={earlier ? countedTogether(count, { ...together, from }) : words} />,
    actions:
      count === 1 ? (
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          aria-haspopup="dialog"
          onClick={(event) => open(removal, event.currentTarget)}
        >
          Restore
        </Button>
      ) : (
        <Link href={`/audit?actor=${tabNow().owner?.userId}`} prefetch={false}>
          View entries
        </Link>
      ),
  });
  shown = { id, count, together: { ...together, from } };
}

const countedTogether = (count: number, { what, from }: Together): Sentence =>
  plainWords(from) === ''
    ? sentence`${asSaid(`${count} ${what}`)}`
    : sentence`${asSaid(`${count} ${what}`)} from ${from}`;
