'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ERRORS, NO_SESSION, type StandardResponse } from '@/domain/errors';
import type { ReasonCode } from '@/domain/types';
import { previewOptions, refreshData } from '../data/queries';
import { focusAfterRow } from './focus-after-row';
import type { RemovalResource } from './removal-resource';
import { useRestoreOffer } from './restore-context';
import { showDone } from './show-done';

/** What the last try came to. Unknown: there was no answer, or the server could not say. */
export type Failure =
  | { kind: 'refused' | 'gone' | 'signed_out' | 'forbidden' | 'malformed'; detail: string }
  | { kind: 'unknown'; detail: string };

interface Opened<Row> {
  row: Row;
  /** The same for every try from this dialog, so that it is removed once whatever happens on the way. */
  requestId: string;
  trigger: HTMLElement;
  /** Where the focus belongs when the row has gone. */
  leaveRow: () => void;
}

/** What was typed. It outlives every failure, until the dialog is closed. */
export interface Draft {
  code: ReasonCode | '';
  text: string;
  name: string;
}

const EMPTY: Draft = { code: '', text: '', name: '' };

const newRequestId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Which failure an error of the action is, by its documented code. */
function failureOf({ errorcode, detail }: StandardResponse): Failure {
  const words = detail ?? '';
  switch (errorcode) {
    case ERRORS.not_authorized.errorcode:
      return { kind: words === NO_SESSION ? 'signed_out' : 'forbidden', detail: words };
    case ERRORS.invalid_request.errorcode:
      return { kind: 'malformed', detail: words };
    case ERRORS.not_found.errorcode:
      return { kind: 'gone', detail: words };
    case ERRORS.server_error.errorcode:
      return { kind: 'unknown', detail: words };
    default:
      return { kind: 'refused', detail: words };
  }
}

/**
 * Everything that happens between a row's button and the vanished row: the preview, the one request, the
 * meaning of its answer, the refreshed list, the message and the focus.
 *
 * @param resource which removal
 */
export function useRemoval<Row, Facts>(resource: RemovalResource<Row, Facts>) {
  const client = useQueryClient();
  const router = useRouter();
  const openRestore = useRestoreOffer();
  const [opened, setOpened] = useState<Opened<Row> | null>(null);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [draft, setDraft] = useState(EMPTY);
  const lookup = opened ? resource.lookup(opened.row) : {};
  const preview = useQuery({ ...previewOptions<Facts>(resource.call, lookup), enabled: opened !== null });

  const open = (row: Row, trigger: HTMLElement) => {
    setFailure(null);
    setDraft(EMPTY);
    setOpened({ row, trigger, leaveRow: focusAfterRow(trigger), requestId: newRequestId() });
  };
  const close = () => {
    // Escape, too: what is on its way must not lose its dialog.
    if (isPending) return;
    setOpened(null);
    if (opened?.trigger.isConnected) opened.trigger.focus();
    else opened?.leaveRow();
  };

  /** Asks the server, and takes silence for what it is: we don't know. */
  const ask = async (reason: { code: ReasonCode; text: string }, shown: { facts: Facts; digest: string }) => {
    const { requestId = '' } = opened ?? {};
    const request = resource.request(shown.facts);
    const unknown: Failure = { kind: 'unknown', detail: 'The answer did not arrive.' };
    try {
      const result = await resource.action(request, { requestId, reason, seen: shown.digest });
      return result.ok ? null : failureOf(result.error);
    } catch {
      return unknown;
    }
  };

  /** Whoever took something from himself may no longer have the right to put it back. */
  const offerFor = ({ row, requestId }: Opened<Row>, facts: Facts) =>
    openRestore && resource.manner === 'removing' && !resource.isSelf(facts)
      ? { removal: { target: resource.rowName(row), requestId }, open: openRestore }
      : undefined;

  const confirm = async (reason: { code: ReasonCode; text: string }) => {
    if (!opened || !preview.data || isPending) return;
    const { facts, digest } = preview.data;
    setPending(true);
    setFailure(null);
    const failed = await ask(reason, { facts, digest });
    setFailure(failed);
    if (failed === null) {
      await refreshData(client);
      setOpened(null);
      showDone(resource.done(facts), offerFor(opened, facts));
      // Rights, navigation and scope come from the server's part of the page.
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
    /** The row whose removal is on its way. */
    pendingKey: opened && isPending ? resource.rowKey(opened.row) : null,
    dialog: {
      resource,
      isOpen: opened !== null,
      preview,
      isPending,
      failure,
      draft,
      setDraft,
      confirm,
      close,
    },
  };
}

/** All that the dialog needs to know. */
export type RemovalDialog<Row, Facts> = ReturnType<typeof useRemoval<Row, Facts>>['dialog'];
