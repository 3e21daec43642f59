import type { ReactNode } from 'react';
import { requirePage } from '@/actions/session';
import { Shell } from '@/components/shell/shell';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { userName, permissions, adminOf, hasRole } = await requirePage();
  return <Shell viewer={{ userName, permissions, adminOf, hasRole }}>{children}</Shell>;
}
