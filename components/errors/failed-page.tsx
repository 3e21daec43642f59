import { Button } from '@mantine/core';
import { ErrorNotice } from './error-notice';

/**
 * A fault. In a file of its own, because every page includes it: it must be available when nothing can be
 * fetched. It does not know whether the status is 500 or 503.
 *
 * @param digest the correlation id of the log's entry
 */
export function FailedPage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <ErrorNotice title="This page could not be shown" action={<Button onClick={onRetry}>Try again</Button>}>
      Something failed on our side, and nothing was changed.
      {digest && (
        <>
          {' '}
          If this happens again, give your administrator the correlation id <code>{digest}</code>.
        </>
      )}
    </ErrorNotice>
  );
}
