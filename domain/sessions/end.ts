import { database } from '@/prisma/client';
import { hashSecret } from './secret';

/**
 * Ends a session for good. One that has ended already stays as it is.
 *
 * @param secret what its caller carries
 */
export async function endSession(secret: string): Promise<void> {
  await database().session.updateMany({
    where: { secretHash: hashSecret(secret), endedAt: null },
    data: { endedAt: new Date() },
  });
}
