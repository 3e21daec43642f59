import type { Env } from '@/env';
import { MigrationError, migrate } from '@/prisma/migrate';
import type { Lifecycle } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import type { Settings } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';
import { isEmptyWorld, makeDemoWorld } from './demo-world';
import { startEmbedded } from './embedded';
import { keepServer } from './keep-server';
import { checkOwnServer } from './own-server';

/**
 * Prepares the console's database. In the demo it starts the embedded server, which `lifecycle` stops at its
 * end, and inserts the demo world if the database is empty. A database that DATABASE_URL names gets the
 * migrations only.
 *
 * @returns the environment with the real DATABASE_URL
 * @throws UserError when the server can't be used
 */
export async function prepareDatabase({ isDemo, env }: Settings, lifecycle: Lifecycle): Promise<Env> {
  const url = isDemo ? await openEmbedded(lifecycle) : await findOwn(env.DATABASE_URL);
  lifecycle.signal.throwIfAborted();
  await step({ doing: 'Migrating the database', done: describeMigrations }, () =>
    migrate(url).catch((error: Error) => {
      throw error instanceof MigrationError ? new UserError(error.message) : error;
    }),
  );
  lifecycle.signal.throwIfAborted();
  if (isDemo && (await isEmptyWorld(url))) {
    await step({ doing: 'Creating the demo world', done: 'Demo world created' }, () =>
      makeDemoWorld({ ...env, DATABASE_URL: url }),
    );
  }
  lifecycle.signal.throwIfAborted();
  return { ...env, DATABASE_URL: url };
}

async function findOwn(given: string): Promise<string> {
  const { url } = await step(
    { doing: 'Looking for PostgreSQL', done: ({ version }) => `PostgreSQL ${version} found` },
    () => checkOwnServer(given),
  );
  return url;
}

async function openEmbedded(lifecycle: Lifecycle): Promise<string> {
  const { databaseUrl } = await step(
    {
      doing: 'Starting PostgreSQL',
      done: ({ version, home }) => `PostgreSQL ${version.split('.0-')[0]} started, with its data in ${home},`,
    },
    async () => {
      const embedded = await startEmbedded();
      lifecycle.atEnd(() =>
        step({ doing: 'Stopping PostgreSQL', done: 'PostgreSQL stopped' }, embedded.stop),
      );
      const stopping = new AbortController();
      lifecycle.atEnd(() => stopping.abort());
      const signal = AbortSignal.any([lifecycle.signal, stopping.signal]);
      lifecycle.dependOn(keepServer({ ...embedded, url: embedded.databaseUrl }, signal));
      return embedded;
    },
  );
  return databaseUrl;
}

function describeMigrations(names: string[]): string {
  if (names.length === 0) return 'Database checked, nothing to migrate,';
  return `${names.length} ${names.length === 1 ? 'migration' : 'migrations'} applied`;
}
