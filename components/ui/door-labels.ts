import type { OpenSession } from '@/domain/sessions/types';

/** The way somebody came in, in words. */
export const DOOR_LABELS: Record<OpenSession['door'], string> = {
  console: 'Console',
  gateway: 'Gateway, by a program',
};
