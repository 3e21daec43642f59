import pg from 'pg';
import { connectionSettings } from '@/prisma/connection-settings';

/**
 * Does work on one connection of its own.
 *
 * @param given connection string of the console's database or server, or settings of one's own
 * @param work gets the open connection
 * @returns what the work returned
 * @throws what PostgreSQL or the work threw
 */
export async function withConnection<T>(
  given: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const settings = typeof given === 'string' ? connectionSettings(given) : given;
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 10_000 });
  // The server may go while nothing is asked of it; the next statement tells.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
