'use client';

import { FailedPage } from '@/components/errors/failed-page';

/** Below the root layout: the page failed, the look is there. */
export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main>
      <FailedPage digest={error.digest} onRetry={() => window.location.reload()} />
    </main>
  );
}
