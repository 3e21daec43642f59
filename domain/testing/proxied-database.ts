import { createDatabase, database } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { type DatabaseProxy, openDatabaseProxy } from './database-proxy';

/** A migrated database for one test file, which `database()` reaches through a proxy. */
export interface ProxiedDatabase {
  proxy: DatabaseProxy;
  /** Connects without the proxy. */
  direct: PrismaClient;
  /** Closes all connections and drops the database. */
  drop: () => Promise<void>;
}

/** Creates a database behind a proxy. Sets this process's DATABASE_URL to the proxy. */
export async function createProxiedDatabase(): Promise<ProxiedDatabase> {
  const created = await createTestDatabase();
  const direct = createDatabase(created.url, 2, MAX_STATEMENT_MS);
  const proxy = await openDatabaseProxy(created.url);
  process.env.DATABASE_URL = proxy.url;
  return {
    proxy,
    direct,
    async drop() {
      await database().$disconnect();
      proxy.close();
      await direct.$disconnect();
      await created.drop();
    },
  };
}
