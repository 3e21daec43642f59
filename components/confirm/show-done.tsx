'use client';

import { Button, Group } from '@mantine/core';
import { randomId } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type Sentence, Words } from '../ui/sentence';
import type { OpenRestore, Restorable } from './restore-context';

const STAYS_MS = 8_000;

/**
 * Shows that a call is done. A message that offers to restore stays until the person dismisses it.
 *
 * @param offer the removal that can be restored, and the function that opens the dialog for it
 */
export function showDone(words: string | Sentence, offer?: { removal: Restorable; open: OpenRestore }): void {
  const id = randomId();
  notifications.show({
    id,
    message: offer ? (
      <WithOffer words={words} offer={offer} onTaken={() => notifications.hide(id)} />
    ) : (
      <Words of={words} />
    ),
    role: 'status',
    autoClose: offer ? false : STAYS_MS,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

function WithOffer(props: {
  words: string | Sentence;
  offer: { removal: Restorable; open: OpenRestore };
  onTaken: () => void;
}) {
  const { words, offer, onTaken } = props;
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <span>
        <Words of={words} />
      </span>
      <Button
        variant="default"
        size="compact-sm"
        flex="none"
        aria-haspopup="dialog"
        onClick={(event) => {
          if (offer.open(offer.removal, event.currentTarget)) onTaken();
        }}
      >
        Restore
      </Button>
    </Group>
  );
}
