import { database, poolUse } from '@/prisma/client';
import { translateError } from './transaction';

/**
 * Checks that the database answers.
 *
 * @throws ServerFault when it does not answer in time
 */
export async function checkHealth(): Promise<void> {
  try {
    await database().$queryRaw`SELECT 1`;
  } catch (error) {
    throw translateError(error);
  }
}

/**
 * How busy this process's database connections are. It sends no query.
 *
 * @returns the numbers of open connections, of idle ones among them, and of requests waiting for one
 */
export const databaseUse = poolUse;
