'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
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
 * Ends sessions: the request, the refreshed list, the message and the focus.
 *
 * @returns the function that starts it, whether it is in progress, and the last failure. Each failure is a
 *   new object, so that the same message can be announced twice
 */
export function useEnding() {
  const client = useQueryClient();
  const mutationKey = ['end-sessions', useId()];
  const { mutate, isPending, isSuccess, variables, error, reset } = useMutation<void, Failure, Ending>({
    mutationKey,
    // The server decides whether it can be reached, not the browser.
    networkMode: 'always',
    mutationFn: async ({ action, request }) => {
      const requestId = newRequestId();
      const answer = await callAction((session) => action(request, { session, requestId }));
      // After any failure, too: the answer may have been lost.
      await refreshData(client);
      if (answer.kind !== 'done') throw answer;
    },
    onSuccess: (_, { done }) => showDone(done),
  });

  const finished = isSuccess ? variables : undefined;
  // Only after the buttons are enabled again can one of them take the focus.
  useEffect(() => finished?.onDone(), [finished]);

  const end = (ending: Ending) => {
    // The second click of a double click comes before the button is disabled.
    if (client.isMutating({ mutationKey }) === 0) mutate(ending);
  };
  return { end, isPending, failure: error, forget: reset };
}
