import { z } from 'zod';
import { database } from '@/prisma/client';
import { defineQuery } from '../call/operation';
import { readOpenSessions } from './open-sessions';
import type { OwnSession } from './types';

/** The actor's own open sessions. */
export const getOwnSessions = defineQuery<object, { sessions: OwnSession[] }>({
  call: 'GetOwnSessions',
  permission: 'self:read',
  request: z.object({}, 'must be an object'),
  async run(actor) {
    const sessions = await readOpenSessions(database(), actor.userId);
    return {
      sessions: sessions.map((session) => ({ ...session, isCurrent: session.id === actor.sessionId })),
    };
  },
});
