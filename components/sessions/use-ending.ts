'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionResult } from '@/console/actions/define-action';
import { callAction, type Failure } from '../confirm/call-action';
import { showDone } from '../confirm/show-done';
import { refreshData } from '../data/queries';
import { newRequestId } from '../data/request-id';

interface Ending {
  action: (
    request: unknown,
    confirmed: { session: string; requestId: string },
  ) => Promise<ActionResult<unknown>>;
  request: object;
  /** The status message afterwards. */
  done: string;
  /** Moves the focus when its button has disappeared. */
  onDone: () => void;
}

/**
 * Ends sessions: the request, the refreshed list, the message and the focus. After any failure the list is
 * refetched, because the answer may have been lost.
 *
 * @returns the function that starts it, whether it is in progress, and the last failure. Each failure is a
 *   new object, so that the same message can be announced twice
 */
export function useEnding() {
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const end = async ({ action, request, done, onDone }: Ending) => {
    if (isPending) return;
    setPending(true);
    setFailure(null);
    const requestId = newRequestId();
    const failed = await callAction((session) => action(request, { session, requestId }));
    await refreshData(client);
    if (failed === null) {
      showDone(done);
      onDone();
    }
    setFailure(failed);
    setPending(false);
  };

  return { end, isPending, failure, forget: () => setFailure(null) };
}
