import { database } from '@/prisma/client';
import { hashSecret } from './secret';

/**
 * Ends a session for good. One that has ended already stays as it is.
 *
 * @param secret what its caller carries
 * @returns whether there was one to end
 */
export async function endSession(secret: string): Promise<boolean> {
  const { count } = await database().session.updateMany({
    where: { secretHash: hashSecret(secret), endedAt: null },
    data: { endedAt: new Date() },
  });
  return count > 0;
}
