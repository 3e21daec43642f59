import { database } from '@/prisma/client';
import { verifyChain } from '../audit-entries/verify';

/**
 * Checks the audit chain from its first entry to its head.
 *
 * @returns the number of entries, and no problem or the first one
 */
export async function checkChain(): Promise<{ length: number; problems: string[] }> {
  const { problem } = await verifyChain();
  return { length: await database().auditEntry.count(), problems: problem ? [problem.words] : [] };
}
