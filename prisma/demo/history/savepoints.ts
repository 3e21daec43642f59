import type { Tx } from '@/domain/call/transaction';
import type { PrismaClient } from '../../generated/client';

/**
 * Makes a client of an open transaction, on which operations run as usual: each of their transactions becomes
 * a savepoint. So the demo world and its history are there as a whole, or not at all.
 */
export class SavepointClient {
  #next: Error | undefined;
  readonly client: PrismaClient;

  constructor(tx: Tx) {
    const run = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      const error = this.#next;
      this.#next = undefined;
      if (error) throw error;
      await tx.$executeRaw`SAVEPOINT operation`;
      try {
        const result = await work(tx);
        await tx.$executeRaw`RELEASE SAVEPOINT operation`;
        return result;
      } catch (error) {
        await tx.$executeRaw`ROLLBACK TO SAVEPOINT operation`;
        throw error;
      }
    };
    this.client = new Proxy(tx as PrismaClient, {
      get: (target, name) => (name === '$transaction' ? run : Reflect.get(target, name)),
    });
  }

  /** Makes the next transaction fail as if the database had cancelled a statement that took too long. */
  failNext(): void {
    this.#next = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
  }
}
