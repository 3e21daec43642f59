import type { ReactNode } from 'react';
import { PageFor } from '@/components/shell/page-for';
import { requirePage } from '@/console/session/session';

/**
 * Wraps every page of the console and records the user for whom it was rendered. The layout can't do that,
 * since it is not rendered again when the browser goes from page to page.
 */
export async function OwnPage({ children }: { children: ReactNode }) {
  const { userId } = await requirePage();
  return <PageFor userId={userId}>{children}</PageFor>;
}
