import { database } from '@/prisma/client';
import { translateError } from './database';

/**
 * Asks the database for a sign of life.
 *
 * @throws ServerFault when it gives none in time
 */
export async function checkHealth(): Promise<void> {
  try {
    await database().$queryRaw`SELECT 1`;
  } catch (error) {
    throw translateError(error);
  }
}
