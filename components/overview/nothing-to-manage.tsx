'use client';

import { IconMoodEmpty } from '@tabler/icons-react';
import { EmptyState } from '../ui/empty-state';

/** The overview of a user without any permission or role. */
export function NothingToManage() {
  return (
    <EmptyState icon={IconMoodEmpty} title="Nothing here is yours to manage" order={1}>
      You hold neither the permission Operator nor PlatformAdmin, and are CoAdmin of no company. Whoever
      manages your exchange can change that.
    </EmptyState>
  );
}
