'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';

/** Copies a text. The browser may refuse that; then the text can still be selected. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'Copy' | 'Copied' | 'Not copied'>('Copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('Copied');
    } catch {
      setState('Not copied');
    }
  };
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={state === 'Copy' ? `Copy ${label}` : `${state}: ${label}`}
      onClick={copy}
      onBlur={() => setState('Copy')}
    >
      {state}
    </Button>
  );
}
