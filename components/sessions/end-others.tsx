'use client';

import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { endOtherSessions } from '@/console/actions/own-sessions';
import { WORDING } from '../confirm/wording';
import { ConsoleModal } from '../ui/console-modal';
import { focusAfterDialog } from '../ui/focus';
import { EndingFailure } from './ending-failure';
import { useEnding } from './use-ending';

const VERB = 'End all other sessions';

/**
 * Ends all sessions except the current one, after a dialog that explains what ends and what stays.
 *
 * @param areThere without other sessions the button is hidden; an open dialog stays until its answer arrives
 */
export function EndOthers({ areThere }: { areThere: boolean }) {
  const [isOpen, dialog] = useDisclosure(false);
  const { end, isPending, failure, forget } = useEnding();
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => {
    if (isPending) return;
    forget();
    dialog.close();
    trigger.current?.focus();
  };
  const confirm = () =>
    end({
      action: endOtherSessions,
      request: {},
      done: 'All your other sessions have ended.',
      onDone: () => {
        dialog.close();
        // The button that opened the dialog is gone.
        focusAfterDialog(() => null);
      },
    });
  return (
    <>
      {areThere && (
        <Button
          ref={trigger}
          variant="default"
          size="compact-md"
          aria-haspopup="dialog"
          onClick={dialog.open}
        >
          {VERB}
        </Button>
      )}
      <ConsoleModal
        stackId="end-others"
        opened={isOpen}
        onClose={close}
        title={VERB}
        returnFocus={false}
        closeOnClickOutside={false}
        isBusy={isPending}
      >
        {failure && <EndingFailure failure={failure} />}
        <Text>
          Every other browser and program that is signed in as you is signed out at once, and loses what was
          not saved.
        </Text>
        <Text size="sm" c="dimmed" mt="xs">
          Not affected: this session and your password. Anyone who knows the password can sign in again.
        </Text>
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={close} disabled={isPending} data-autofocus>
            Cancel
          </Button>
          <Button color={WORDING.removing.color} onClick={confirm} loading={isPending}>
            {isPending ? 'Ending…' : VERB}
          </Button>
        </Group>
      </ConsoleModal>
    </>
  );
}
