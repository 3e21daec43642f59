'use client';

import { FailedPage } from '@/components/errors/failed-page';

/** Shown inside the root layout, with its styles, when a page fails. */
export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main>
      <FailedPage digest={error.digest} onRetry={() => window.location.reload()} />
    </main>
  );
}
