import { database, poolUse } from '@/prisma/client';
import { translateError } from './transaction';

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

/**
 * How busy this process's connections to the database are. It asks the database nothing.
 *
 * @returns connections that are open, those among them that are idle, and callers who wait for one
 */
export const databaseUse = poolUse;
