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
  /** Moves the focus, which the button that has gone can't keep. */
  onDone: () => void;
}

/**
 * Ends sessions: the one request, the list as it is afterwards, the message and the focus. Whatever went wrong, the
 * list is fetched anew, since an answer may have been lost on its way.
 *
 * @returns what starts it, whether it is on its way, and what the last try came to when it failed. Each failure is
 *   an object of its own, so that the same words can be told twice
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
