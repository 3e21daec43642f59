'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { revealHidden } from '@/domain/values/characters';
import { type Restorable, useRestoreOffer } from './restore-context';

interface Props extends Pick<ButtonProps, 'size' | 'className'> {
  removal: Restorable;
}

/** Opens the dialog that restores a removal. Nothing on a page that offers none. */
export function RestoreButton({ removal, ...looks }: Props) {
  const open = useRestoreOffer();
  if (!open) return null;
  return (
    <Button
      variant="default"
      aria-haspopup="dialog"
      aria-label={`Restore: ${revealHidden(removal.target)}`}
      onClick={(event) => open([removal], event.currentTarget)}
      {...looks}
    >
      Restore
    </Button>
  );
}
