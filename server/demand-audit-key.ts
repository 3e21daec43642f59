import { findKeyProblem } from '@/domain/call/audit/newest';
import { log } from './log';

/**
 * Ends the process with a message on standard error when AUDIT_KEY did not sign the newest audit entry. This
 * can't be checked while the database is away; the check before each new entry still protects the log then.
 */
export async function demandAuditKey(): Promise<void> {
  const problem = await findKeyProblem().catch((error) => {
    log().warn({ err: error }, 'the audit key could not be checked at the start');
    return null;
  });
  if (problem === null) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
