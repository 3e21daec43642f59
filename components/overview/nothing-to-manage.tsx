'use client';

import { IconMoodEmpty } from '@tabler/icons-react';
import { EmptyState } from '../ui/empty-state';

/** The overview of a user without any permission or role. */
export function NothingToManage() {
  return (
    <EmptyState icon={IconMoodEmpty} title="You don’t manage anything yet" order={1}>
      Ask your exchange’s administrator for the Operator permission or a CoAdmin role.
    </EmptyState>
  );
}
