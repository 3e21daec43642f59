'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callAction, type Failure } from '../confirm/call-action';
import { focusAfterRow } from '../confirm/focus-after-row';
import { EMPTY_FORM, type GivenReason } from '../confirm/form-values';
import { useRestoreOffer } from '../confirm/restore-context';
import { showDone } from '../confirm/show-done';
import { previewOptions, refreshData } from '../data/queries';
import { newRequestId } from '../data/request-id';
import { plainWords } from '../ui/sentence';
import { useOnDemand } from '../use-on-demand';
import type { RemovalResource } from './removal-resource';

interface Opened<Row> {
  row: Row;
  /** The same for every attempt from this dialog, so that the server removes once. */
  requestId: string;
  trigger: HTMLElement;
  /** Moves the focus when the row has disappeared. */
  leaveRow: () => void;
}

/**
 * The whole course of a removal: the preview, the request, the interpretation of its answer, the refreshed
 * list, the message and the focus.
 */
export function useRemoval<Row, Facts>(resource: RemovalResource<Row, Facts>) {
  const client = useQueryClient();
  const router = useRouter();
  const openRestore = useRestoreOffer();
  const [opened, setOpened] = useState<Opened<Row> | null>(null);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [values, setValues] = useState(EMPTY_FORM);
  const previewRequest = opened ? resource.previewRequest(opened.row) : {};
  const preview = useQuery({
    ...previewOptions<Facts>(resource.call, previewRequest),
    enabled: opened !== null,
  });

  const { Part: RemoveDialog, want } = useOnDemand(() =>
    import('./remove-dialog').then((part) => part.RemoveDialog<Row, Facts>),
  );

  const open = (row: Row, trigger: HTMLElement) => {
    // Remember the position now, because the button may disappear at once.
    const leaveRow = focusAfterRow(trigger);
    want(() => {
      setFailure(null);
      setValues(EMPTY_FORM);
      setOpened({ row, trigger, leaveRow, requestId: newRequestId() });
    });
  };
  const close = () => {
    // This also blocks Escape: a removal in progress must not lose its dialog.
    if (isPending) return;
    setOpened(null);
    if (opened?.trigger.isConnected) opened.trigger.focus();
    else opened?.leaveRow();
  };

  /** Actors who removed their own access may no longer have the right to restore it. */
  const offerFor = ({ row, requestId }: Opened<Row>, facts: Facts) =>
    openRestore && resource.mode === 'removing' && !resource.isSelf(facts)
      ? { removal: { target: plainWords(resource.rowName(row)), requestId }, open: openRestore }
      : undefined;

  const confirm = async (reason: GivenReason) => {
    if (!opened || !preview.data || isPending) return;
    const { facts, digest } = preview.data;
    setPending(true);
    setFailure(null);
    const { requestId } = opened;
    const failed = await callAction(
      (session) =>
        resource.action(resource.request(facts), { session, requestId, reason, expectedDigest: digest }),
      failure,
    );
    setFailure(failed);
    if (failed === null) {
      await refreshData(client);
      setOpened(null);
      showDone(resource.done(facts), offerFor(opened, facts));
      // The server renders rights, navigation and scope.
      if (resource.isSelf(facts)) router.refresh();
      opened.leaveRow();
    } else if (failed.kind === 'gone') {
      await refreshData(client);
    } else if (failed.kind === 'refused') {
      await preview.refetch();
    }
    setPending(false);
  };

  return {
    open,
    /** The row whose removal is in progress. */
    pendingKey: opened && isPending ? resource.rowKey(opened.row) : null,
    /** The page must render this. */
    dialog: RemoveDialog && (
      <RemoveDialog
        resource={resource}
        isOpen={opened !== null}
        preview={preview}
        isPending={isPending}
        failure={failure}
        values={values}
        setValues={setValues}
        confirm={confirm}
        close={close}
      />
    ),
  };
}
