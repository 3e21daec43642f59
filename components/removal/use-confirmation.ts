'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Preview } from '@/domain/call/types';
import { callAction, type Done, type Failure } from '../confirm/call-action';
import { EMPTY_FORM, type GivenReason } from '../confirm/form-values';
import { useRestoreOffer } from '../confirm/restore-context';
import { showDone, showRemoved } from '../confirm/show-done';
import { previewOptions, refreshData } from '../data/queries';
import { focusAfterDialog } from '../ui/focus';
import { plainWords } from '../ui/sentence';
import { type OpenedRemoval, removalKey } from './opened-removal';
import type { RemovalResource } from './removal-resource';

interface Attempt<Facts> {
  preview: Preview<Facts>;
  reason: GivenReason;
  /** How the last attempt from this dialog failed. */
  earlier: Failure | null;
}

interface Listeners {
  onPending?: (isPending: boolean) => void;
  onDone?: () => void;
  onClose: () => void;
}

/**
 * What happens in the dialog of a removal: the preview, the request, the interpretation of its answer, the
 * refreshed list, the message and the focus.
 *
 * @param on `onPending` tells the row's button whether its removal is in progress; `onDone` comes before the
 *   message
 */
export function useConfirmation<Row, Facts>(
  resource: RemovalResource<Row, Facts>,
  { row, trigger, leaveRow, requestId }: OpenedRemoval<Row>,
  { onPending, onDone, onClose }: Listeners,
) {
  const client = useQueryClient();
  const router = useRouter();
  const openRestore = useRestoreOffer();
  const [values, setValues] = useState(EMPTY_FORM);
  const preview = useQuery(previewOptions<Facts>(resource.call, resource.previewRequest(row)));

  const sayDone = (facts: Facts, seq: string) => {
    const together = resource.together?.(facts);
    // Actors who removed their own access may no longer have the right to restore it.
    if (!openRestore || !together || resource.isSelf(facts)) return showDone(resource.done(facts));
    const removal = { target: plainWords(resource.rowName(row)), seq };
    showRemoved(resource.done(facts), { removal, open: openRestore, together });
  };

  const mutationKey = [...removalKey(resource.call), requestId];
  const mutation = useMutation<Done, Failure, Attempt<Facts>>({
    mutationKey,
    // The server decides whether it can be reached, not the browser.
    networkMode: 'always',
    onMutate: () => onPending?.(true),
    onSettled: () => onPending?.(false),
    async mutationFn({ preview: { facts, digest }, reason, earlier }) {
      const answer = await callAction(
        (session) =>
          resource.action(resource.request(facts), { session, requestId, reason, expectedDigest: digest }),
        earlier,
      );
      if (answer.kind !== 'done') throw answer;
      return answer;
    },
    async onSuccess({ seq }, { preview: { facts } }) {
      await refreshData(client);
      onClose();
      onDone?.();
      sayDone(facts, seq);
      // The server renders rights, navigation and scope.
      if (resource.isSelf(facts)) router.refresh();
      leaveRow();
    },
    // Not awaited: the failure shows at once, and the digest refuses what has changed meanwhile.
    onError({ kind }) {
      if (kind === 'gone') refreshData(client);
      else if (kind === 'refused') preview.refetch();
    },
  });
  const { isPending, error: failure } = mutation;

  return {
    preview,
    isPending,
    failure,
    values,
    setValues,
    confirm: (reason: GivenReason) => {
      // The second click of a double click comes before the button is disabled.
      if (!preview.data || client.isMutating({ mutationKey }) > 0) return;
      mutation.mutate({ preview: preview.data, reason, earlier: failure });
    },
    close: () => {
      // This also blocks Escape: a removal in progress must not lose its dialog.
      if (isPending) return;
      onClose();
      // A message, which may have opened the dialog, is hidden until the dialog is gone.
      if (trigger.isConnected) focusAfterDialog(() => trigger);
      else leaveRow();
    },
  };
}

export type Confirmation<Facts> = ReturnType<typeof useConfirmation<never, Facts>>;
