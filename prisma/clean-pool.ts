import { Pool, type PoolClient } from 'pg';

/**
 * A pool that takes back only connections without an open transaction. When a ROLLBACK runs into its time limit,
 * Prisma's adapter gives the connection back as if it were done: the next transaction on it would commit what the
 * last one was to undo.
 */
export class CleanPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Parameters<Pool['connect']>[0]): void;
  override connect(callback?: Parameters<Pool['connect']>[0]): unknown {
    // Single queries come with a callback, and their connection is thrown away on any error.
    if (callback) return super.connect(callback);
    return super.connect().then((client) => {
      const release = client.release.bind(client);
      client.release = (error) => release(error ?? client.getTransactionStatus() !== 'I');
      return client;
    });
  }
}
