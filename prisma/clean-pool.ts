import { Pool, type PoolClient } from 'pg';

/**
 * A pool that closes a released connection if a transaction is still open on it. When a ROLLBACK exceeds its
 * time limit, Prisma's adapter releases the connection as usual, and the next transaction on it would commit
 * what the ROLLBACK was meant to undo.
 */
export class CleanPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Parameters<Pool['connect']>[0]): void;
  override connect(callback?: Parameters<Pool['connect']>[0]): unknown {
    // Single queries use a callback. pg closes their connection after any error.
    if (callback) return super.connect(callback);
    return super.connect().then((client) => {
      const release = client.release.bind(client);
      client.release = (error) => release(error ?? client.getTransactionStatus() !== 'I');
      return client;
    });
  }
}
