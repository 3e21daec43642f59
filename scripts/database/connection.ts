import pg from 'pg';
import { connectionSettings } from '@/prisma/connection-settings';

/**
 * Opens a connection, runs `work` on it and closes it.
 *
 * @param given a connection string, which gets the console's own connection settings, or complete settings
 * @returns what `work` returns
 * @throws what PostgreSQL or `work` throws
 */
export async function withConnection<T>(
  given: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const settings = typeof given === 'string' ? connectionSettings(given) : given;
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 10_000 });
  // The server may end between two statements. The next statement then throws.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
