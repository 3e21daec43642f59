import { findKeyProblem } from '@/domain/call/audit/newest';
import { log } from './log';

/**
 * Stops the process, in words, when AUDIT_KEY is not the key that the audit log goes on with. While the database is
 * away this can't be told; then the check before each entry is what keeps the log whole.
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
