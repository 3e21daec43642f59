import type { OpenSession } from '@/domain/sessions/types';

/** The way somebody came in, in words. */
export const DOORS: Record<OpenSession['door'], string> = {
  console: 'Console',
  gateway: 'Gateway, by a program',
};
