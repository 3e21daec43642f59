import type { ReactNode } from 'react';
import { LiveUpdates } from '@/components/live/live-updates';
import { Shell } from '@/components/shell/shell';
import { LIVE } from '@/console/api/live-stream';
import { currentSession, requirePage } from '@/console/session/session';
import { can } from '@/domain/call/permissions';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requirePage();
  const { sessionId, userId, userName, permissions, adminOf, hasRole } = actor;
  const newestEntry = (await currentSession())?.newestEntry ?? '0';
  return (
    <Shell viewer={{ sessionId, userId, userName, permissions, adminOf, hasRole }}>
      {children}
      {can(actor, LIVE.permission) && <LiveUpdates viewer={userName} since={newestEntry} />}
    </Shell>
  );
}
