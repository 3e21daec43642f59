import type { ReactNode } from 'react';
import { currentSession, requirePage } from '@/actions/session';
import { LiveUpdates } from '@/components/live/live-updates';
import { Shell } from '@/components/shell/shell';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { userName, permissions, adminOf, hasRole } = await requirePage();
  const newestEntry = (await currentSession())?.newestEntry ?? '0';
  return (
    <Shell viewer={{ userName, permissions, adminOf, hasRole }}>
      {children}
      <LiveUpdates viewer={userName} since={newestEntry} />
    </Shell>
  );
}
