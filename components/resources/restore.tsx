'use client';

import { restoreRemoval } from '@/console/actions/removals';
import type { RestoreFacts } from '@/domain/audit-entries/types';
import type { Restorable } from '../confirm/restore-context';
import type { RemovalResource } from '../removal/removal-resource';
import { restoredAccess, restoredWords } from '../restore/restored-access';
import { Name } from '../ui/name';
import { counted } from '../ui/names';
import { asSaid, sentence, Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';

/** Restores a removal. */
export const restoreResource: RemovalResource<Restorable, RestoreFacts> = {
  call: 'Restore',
  action: restoreRemoval,
  mode: 'restoring',
  verb: 'Restore',
  shortVerb: 'Restore',
  verbFor: (count) => `Restore ${counted(count, 'removal', 'removals')}`,
  rowKey: ({ seq }) => seq,
  rowName: ({ target }) => asSaid(target),
  previewRequest: ({ seq }) => ({ seq }),
  request: ({ seq }) => ({ seq }),
  happens: (facts) => (
    <>
      <strong>
        <Words of={restoredWords(facts)} />
      </strong>{' '}
      <Name>{facts.removedBy}</Name> removed it on <Timestamp at={facts.removedAt} />.
    </>
  ),
  change: (facts) => restoredAccess([facts])[0] ?? null,
  notAffected: 'the entry of the removal in the audit log',
  notes: () => [],
  warnings: () => [],
  confirmation: ({ target }) => ({ label: 'What is restored', name: target }),
  done: ({ target }) => sentence`Restored: ${asSaid(target)}`,
  isSelf: () => false,
};
