'use client';

import { restoreRemoval } from '@/actions/removals';
import type { RestoreFacts } from '@/domain/restore/types';
import { Moment } from '../feedback/moment';
import type { RemovalResource } from '../removal/removal-resource';
import type { Restorable } from '../removal/restore-context';

/** Takes a removal back. */
export const restoreResource: RemovalResource<Restorable, RestoreFacts> = {
  call: 'Restore',
  action: restoreRemoval,
  manner: 'restoring',
  verb: 'Restore',
  rowKey: (row) => ('seq' in row ? row.seq : row.requestId),
  rowName: ({ target }) => target,
  lookup: (row) => ('seq' in row ? { seq: row.seq } : { requestId: row.requestId }),
  request: ({ seq }) => ({ seq }),
  happens: ({ target, call, removedBy, removedAt }) => (
    <>
      <strong>{target}</strong> is put back, by {call}. {removedBy} removed it on <Moment at={removedAt} />.
    </>
  ),
  stays: () => ['The entry of the removal in the audit log; a new one says that it was restored'],
  warnings: () => [],
  confirmation: ({ target }) => ({ label: 'What is restored', name: target }),
  done: ({ target }) => `${target}: restored.`,
  isSelf: () => false,
};
