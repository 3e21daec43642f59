import { database } from '@/prisma/client';

/** Activity within this time after the last noted one is not noted. */
const NOTED_EVERY_SECONDS = 30;

/**
 * Records activity in a session, which postpones its idle end. It writes at most twice a minute per session,
 * since every page calls it.
 *
 * @param session as it was just read
 */
export async function touchSession(session: {
  actor: { sessionId: string };
  quietSeconds: number;
}): Promise<void> {
  if (session.quietSeconds <= NOTED_EVERY_SECONDS) return;
  await database().$executeRaw`
    UPDATE sessions SET last_seen_at = now()
    WHERE id = ${session.actor.sessionId}::uuid AND ended_at IS NULL
      AND last_seen_at < now() - make_interval(secs => ${NOTED_EVERY_SECONDS})`;
}
