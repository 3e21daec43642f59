import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createDatabase } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { cookieOf, setting } from '../fixtures';

/** Values for the parameters of a route's address. */
const SAMPLES: Record<string, string> = {
  '[finding]': 'companies-with-one-co-admin',
  '[list]': 'operators',
  '[...nextauth]': 'csrf',
};

/**
 * Opens every page and every route of the console once before the first test: a server loads a route's code
 * at its first request, and no test should wait for that.
 */
export default async function warmUp(): Promise<void> {
  const app = path.resolve(import.meta.dirname, '../../app');
  const files = await readdir(app, { recursive: true });
  const db = createDatabase(setting('E2E_DATABASE_URL'), 1, MAX_STATEMENT_MS);
  const { id: userId } = await create.user(db, { permissions: ['SUPERUSER'] });
  const { id, secret } = await create.session(db, { userId });
  const headers = { Cookie: await cookieOf(secret) };
  for (const file of files.filter((name) => /^(page\.tsx|route\.ts)$/.test(path.basename(name)))) {
    const address = new URL(addressOf(file), setting('E2E_BASE_URL'));
    const { status, body } = await fetch(address, { headers, redirect: 'manual' });
    // Some answers, such as streams, never end by themselves.
    await body?.cancel();
    if (status >= 500) throw new Error(`${address.pathname} answered ${status} before the first test.`);
  }
  await db.session.update({ where: { id }, data: { endedAt: new Date() } });
  await db.$disconnect();
}

/** The address of a file below `app/`. Folders in parentheses are not part of it. */
function addressOf(file: string): string {
  const parts = path.dirname(file).split(path.sep);
  const shown = parts.filter((part) => !/^(\.$|\()/.test(part));
  return `/${shown.map((part) => (part.startsWith('[') ? (SAMPLES[part] ?? '1') : part)).join('/')}`;
}
