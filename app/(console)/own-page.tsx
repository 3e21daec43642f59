import type { ReactNode } from 'react';
import { PageFor } from '@/components/shell/page-for';
import { requirePage } from '@/console/session/session';

/**
 * What every page of the console stands in: the layout around it is not made anew on the way from page to page, so the
 * page itself says for whom it was made.
 */
export async function OwnPage({ children }: { children: ReactNode }) {
  const { userId } = await requirePage();
  return <PageFor userId={userId}>{children}</PageFor>;
}
