import type { OpenSession } from '@/domain/sessions/types';

/** The label of each way in, shown after "Via". */
export const DOOR_LABELS: Record<OpenSession['door'], string> = {
  console: 'Console',
  gateway: 'API',
};
