'use client';

import { Button } from '@mantine/core';
import { IconCalendarX, IconCloudOff, IconFilterOff, IconInbox, IconLock } from '@tabler/icons-react';
import { ApiError } from '../data/fetch-json';
import { EmptyState } from '../ui/empty-state';
import type { ListResource } from './list-resource';

interface Props<Row> {
  resource: ListResource<Row>;
  error?: Error;
  isNarrowed?: boolean;
  /** Whether the list would show all rows of the one thing that the page is about. */
  isAboutOne?: boolean;
  onRetry: () => void;
  onClear: () => void;
  /** Given when the first day is after the last. */
  onSwapDays?: (() => void) | undefined;
  /** Given when the requested page is beyond the last row. */
  onFirstPage?: (() => void) | undefined;
}

/** Why there are no rows and what to do: failed, no access, reversed days, page empty now, no match, or no rows yet. */
export function ListEmpty<Row>({
  resource,
  error,
  isNarrowed,
  isAboutOne,
  onRetry,
  onClear,
  onSwapDays,
  onFirstPage,
}: Props<Row>) {
  const { many } = resource.noun;
  if (error instanceof ApiError && error.status === 403) {
    return (
      <EmptyState icon={IconLock} title={`You don’t have access to these ${many}`}>
        {error.detail}
      </EmptyState>
    );
  }
  if (onSwapDays) {
    return (
      <EmptyState
        icon={IconCalendarX}
        title="The days are the wrong way round"
        action={<Button onClick={onSwapDays}>Swap the days</Button>}
      >
        “From” is after “To”, so no day is in between.
      </EmptyState>
    );
  }
  if (error instanceof ApiError && error.status === 400) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="This list doesn’t recognize something in this link"
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
        title="This page is empty now"
        action={<Button onClick={onFirstPage}>First page</Button>}
      >
        Its items were removed.
      </EmptyState>
    );
  }
  if (isAboutOne && resource.about) {
    return (
      <EmptyState
        icon={IconInbox}
        title={resource.about.title}
        action={<Button onClick={onClear}>Show all {many}</Button>}
      >
        {resource.about.empty}
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
        Remove a filter, or check the spelling.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconInbox} title={`No ${many} yet`}>
      {resource.empty}
    </EmptyState>
  );
}
