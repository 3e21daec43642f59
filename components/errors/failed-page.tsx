import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { EmptyState } from '../ui/empty-state';

/**
 * 500: a fault. In a file of its own, because every page includes it: it must be available when nothing can
 * be fetched.
 *
 * @param digest the correlation id of the log's entry
 */
export function FailedPage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <EmptyState
      icon={IconAlertTriangle}
      title="This page could not be shown"
      order={1}
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      Something failed on our side, and nothing was changed.
      {digest && (
        <>
          {' '}
          If this happens again, give your administrator the correlation id <code>{digest}</code>.
        </>
      )}
    </EmptyState>
  );
}
