'use client';

import { useViewer } from '../data/viewer';
import type { RemovalResource } from './removal-resource';

/**
 * Says before the click what the server would certainly refuse.
 *
 * @returns why the actor can't remove a row; null if they may try
 */
export function useRefusal<Row, Facts>({ refusal }: RemovalResource<Row, Facts>) {
  const viewer = useViewer();
  return (row: Row): string | null => (viewer && refusal?.(row, viewer)) ?? null;
}

/** The id of the text that says why a row can't be removed. */
export const refusalId = (rowKey: string) => `refusal-${rowKey.replaceAll(' ', '-')}`;
