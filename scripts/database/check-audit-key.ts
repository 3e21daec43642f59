import { keysOf } from '@/domain/call/audit/keys';
import { findKeyProblem } from '@/domain/call/audit/newest';
import type { Env } from '@/env';
import { createDatabase } from '@/prisma/client';
import { UserError } from '../setup/user-error.mjs';

/**
 * Makes sure that AUDIT_KEY is the key that signs the newest part of the audit log, before a process starts
 * that would write to the log.
 *
 * @param env settings, with the address of the migrated database
 * @throws UserError that says which setting to change
 */
export async function checkAuditKey(env: Env): Promise<void> {
  const db = createDatabase(env.DATABASE_URL, 1, env.DATABASE_TIME_LIMIT_MS);
  try {
    const problem = await findKeyProblem(db, keysOf(env));
    if (problem) throw new UserError(problem);
  } finally {
    await db.$disconnect();
  }
}
