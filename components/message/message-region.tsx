'use client';

import { CloseButton } from '@mantine/core';
import { useHotkeys, useInterval } from '@mantine/hooks';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { openDialogs } from '../ui/focus';
import classes from './message-region.module.css';
import { hideMessage, messageNow, onMessageChange } from './message-store';

const STAYS_SECONDS = 10;

/**
 * The one message, at the foot of the page. It goes after ten seconds, which don't count while the pointer or the
 * focus is on it, or while a dialog hides it. F6 moves the focus to it.
 */
export function MessageRegion() {
  const message = useSyncExternalStore(onMessageChange, messageNow, () => null);
  const region = useRef<HTMLDivElement>(null);
  const secondsLeft = useRef(STAYS_SECONDS);
  const cameFrom = useRef<Element | null>(null);
  const isShown = message !== null;

  const tick = useInterval(() => {
    const isHeld = region.current?.matches(':hover, :focus-within') || openDialogs() > 0;
    if (!isHeld) secondsLeft.current -= 1;
    if (secondsLeft.current <= 0 && message) hideMessage(message.id);
  }, 1_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message has its own time.
  useEffect(() => {
    secondsLeft.current = STAYS_SECONDS;
    if (isShown) tick.start();
    return tick.stop;
  }, [message?.id]);

  useHotkeys(
    [
      [
        'F6',
        () => {
          if (!region.current?.contains(document.activeElement)) cameFrom.current = document.activeElement;
          region.current?.querySelector<HTMLElement>('a, button')?.focus();
        },
      ],
    ],
    [],
  );

  const dismiss = () => {
    if (message) hideMessage(message.id);
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  };

  return (
    <div
      ref={region}
      className={classes.region}
      role={message?.kind === 'failure' ? 'alert' : 'status'}
      data-kind={message?.kind}
      data-message
    >
      {message && (
        <div key={message.id} className={classes.message}>
          <span className={classes.words}>{message.words}</span>
          {message.actions}
          <CloseButton className={classes.close} aria-label="Dismiss" onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
