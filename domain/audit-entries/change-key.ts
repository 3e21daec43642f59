import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '@/prisma/generated/client';
import { CHANGE_KEY, type KeyInForce } from '../call/audit/hash-chain';
import { type AuditKey, type AuditKeys, auditKeys } from '../call/audit/keys';
import { rememberOwn } from '../call/audit/newest';
import { writeEntries } from '../call/audit/write';
import { ServerFault } from '../call/errors';
import { reasonSchema } from '../call/reason';

/**
 * Appends the entry that changes the audit key. AUDIT_KEY signs it, and it names the new key by its
 * fingerprint. From then on a process whose AUDIT_KEY is not the new key can't append anything.
 *
 * @param change `userName` is the exact name of the SUPERUSER who changes the key
 * @returns the fingerprints of both keys
 * @throws Error, fit to be shown, when the key can't be changed; nothing is written then
 */
export async function changeAuditKey(
  db: PrismaClient,
  change: { userName: string; reason: string; newKey: AuditKey; keys?: AuditKeys },
): Promise<{ from: string; to: string }> {
  const { userName, newKey, keys = auditKeys() } = change;
  const reason = reasonSchema.safeParse({ code: 'other', text: change.reason });
  if (!reason.success) throw new Error(`The reason ${reason.error.issues[0]?.message}.`);
  if (keys.known.has(newKey.fingerprint)) {
    throw new Error('The new key signed the log before: make one that was never used.');
  }
  const [from, to] = [keys.own.fingerprint, newKey.fingerprint];
  const result = {
    outcome: 'done' as const,
    errorCode: 0,
    detail: null,
    reply: null,
    before: { fingerprint: from } satisfies KeyInForce,
    after: { fingerprint: to } satisfies KeyInForce,
  };
  try {
    await db.$transaction(async (tx) => {
      const [superuser] = await tx.$queryRaw<{ id: number }[]>`
        SELECT u.id FROM users u JOIN user_permissions p ON p.user_id = u.id
        WHERE u.user_name = ${userName} AND u.email_verified AND p.permission = 'SUPERUSER' FOR SHARE`;
      if (!superuser) throw new Error(`There is no SUPERUSER named "${userName}" who can sign in.`);
      const attempt = {
        actor: { userId: superuser.id, userName, sessionId: null },
        context: { door: 'console' as const, address: null, correlationId: randomUUID() },
        call: CHANGE_KEY,
        requestId: randomUUID(),
        reason: reason.data,
        target: { words: `audit key ${from} → ${to}` },
        request: { command: 'audit:rekey', userName },
      };
      await writeEntries(tx, [{ attempt, result }]);
    });
    // This process must not continue with the old key either.
    rememberOwn('');
  } catch (error) {
    // The cause of a ServerFault says which setting is wrong.
    throw error instanceof ServerFault ? error.cause : error;
  }
  return { from, to };
}
