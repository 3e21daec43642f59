import { afterAll, beforeAll } from 'vitest';
import { database } from '@/prisma/client';
import { createTestDatabase } from '@/scripts/testing/test-database';

/** Gives a test file a migrated database of its own, which `database()` answers with from then on. */
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
