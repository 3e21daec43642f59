'use client';

import { Button } from '@mantine/core';
import { IconCloudOff, IconFilterOff, IconInbox, IconLock } from '@tabler/icons-react';
import { ApiError } from '../data/fetch-json';
import { EmptyState } from '../ui/empty-state';
import type { ListResource } from './list-resource';

interface Props<Row> {
  resource: ListResource<Row>;
  error?: Error;
  isNarrowed?: boolean;
  onRetry: () => void;
  onClear: () => void;
  /** Given when the requested page is beyond the last row. */
  onFirstPage?: (() => void) | undefined;
}

/** Why there are no rows and what to do: failed, no access, page empty now, no match, or no rows yet. */
export function ListEmpty<Row>({ resource, error, isNarrowed, onRetry, onClear, onFirstPage }: Props<Row>) {
  const { many } = resource.noun;
  if (error instanceof ApiError && error.status === 403) {
    return (
      <EmptyState icon={IconLock} title={`These ${many} are not yours to see`}>
        {error.detail}
      </EmptyState>
    );
  }
  if (error instanceof ApiError && error.status === 400) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="This address asks for something that the list can't do"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        {error.detail}
      </EmptyState>
    );
  }
  if (error) {
    return (
      <EmptyState
        icon={IconCloudOff}
        title={`The ${many} could not be loaded`}
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {error.message}
      </EmptyState>
    );
  }
  if (onFirstPage) {
    return (
      <EmptyState
        icon={IconInbox}
        title="Nothing is left on this page"
        action={<Button onClick={onFirstPage}>First page</Button>}
      >
        What stood here has been removed meanwhile.
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={`No ${many} match`}
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        Try fewer letters, or another filter.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconInbox} title={`No ${many} yet`}>
      {resource.empty}
    </EmptyState>
  );
}
