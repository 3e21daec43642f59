import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { checkedRows, rightsRow } from '../call/checked-rows';
import { IS_ALIVE } from '../sessions/alive';
import type { Change } from './changes';

const streamActorRow = z.strictObject({
  ...rightsRow,
  sessionId: z.string(),
  userId: z.int(),
  /** The changed OMSs that the actor manages. */
  omsIds: z.array(z.int()),
});

/** The actor of an open stream, with current rights. */
export type StreamActor = z.output<typeof streamActorRow>;

/**
 * Reads the actors of all open streams in one round trip. An open stream does not count as activity.
 *
 * @param sessionIds public ids of their sessions
 * @param changes `omsIds` is limited to the OMSs of these changes
 * @returns by session; actors without an open session are missing
 */
export async function readStreamActors(
  sessionIds: string[],
  changes: readonly Change[],
): Promise<Map<string, StreamActor>> {
  const omsIds = changes.flatMap(({ omsId }) => omsId ?? []);
  const query = Prisma.sql`
    SELECT s.id::text AS "sessionId", u.id AS "userId",
      ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id) AS permissions,
      (SELECT json_agg(json_build_object('id', r.company_id, 'name', '')) FROM company_roles r
         WHERE r.user_id = u.id AND r.role = 'CoAdmin') AS "adminOf",
      EXISTS (SELECT FROM company_roles WHERE user_id = u.id) AS "hasRole",
      ARRAY(SELECT oms_id FROM operator_omses WHERE operator_id = u.id AND oms_id = ANY (${omsIds}::int[])) AS "omsIds"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ANY (${sessionIds}::uuid[]) AND ${IS_ALIVE} AND u.email_verified`;
  const rows = await checkedRows(database(), streamActorRow, query);
  return new Map(rows.map((row) => [row.sessionId, row]));
}
