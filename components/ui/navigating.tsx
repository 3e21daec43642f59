'use client';

import { useLinkStatus } from 'next/link';
import { useEffect } from 'react';

/**
 * Inside a link: while its page is on the way, a bar below the header shows that, and the page's content is
 * marked as busy.
 */
export function Navigating() {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    const main = document.getElementById('main');
    main?.setAttribute('aria-busy', 'true');
    return () => main?.removeAttribute('aria-busy');
  }, [pending]);
  return pending && <span data-navigating hidden />;
}
