import { afterAll, beforeAll } from 'vitest';
import { database } from '@/prisma/client';
import { createTestDatabase } from '@/scripts/testing/test-database';

/** Gives a test file its own migrated database, which `database()` then connects to. */
export function setUpTestDatabase(): void {
  let drop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    drop = (await createTestDatabase()).drop;
  });

  afterAll(async () => {
    if (!drop) return;
    await database().$disconnect();
    await drop();
  });
}
