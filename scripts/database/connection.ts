import pg from 'pg';

/**
 * Does work on one connection of its own.
 *
 * @param url connection string
 * @param work gets the open connection
 * @returns what the work returned
 * @throws what PostgreSQL or the work threw
 */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // The server may go while nothing is asked of it; the next statement tells.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
