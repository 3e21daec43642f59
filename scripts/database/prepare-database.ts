import type { Env } from '@/env';
import { MigrationError, migrate } from '@/prisma/migrate';
import type { Life } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import type { Settings } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';
import { isEmptyWorld, makeDemoWorld } from './demo-world';
import { startEmbedded } from './embedded';
import { keepServer } from './keep-server';
import { checkOwnServer } from './own-server';

/**
 * Brings the console's database up: the embedded one, started, with the demo world in it when it was empty; or
 * the one that DATABASE_URL names, which gets the migrations and nothing else.
 *
 * @param settings as read from the environment
 * @param life stops the embedded server at its end
 * @returns the environment with the real DATABASE_URL
 * @throws UserError when the server can't be used
 */
export async function prepareDatabase({ isDemo, env }: Settings, life: Life): Promise<Env> {
  const url = isDemo ? await openEmbedded(life) : await findOwn(env.DATABASE_URL);
  life.signal.throwIfAborted();
  await step({ doing: 'Migrating the database', done: describeMigrations }, () =>
    migrate(url).catch((error: Error) => {
      throw error instanceof MigrationError ? new UserError(error.message) : error;
    }),
  );
  life.signal.throwIfAborted();
  if (isDemo && (await isEmptyWorld(url))) {
    await step({ doing: 'Making the demo world', done: 'Demo world made' }, () => makeDemoWorld(url));
  }
  life.signal.throwIfAborted();
  return { ...env, DATABASE_URL: url };
}

async function findOwn(given: string): Promise<string> {
  const { url } = await step(
    { doing: 'Looking for PostgreSQL', done: ({ version }) => `PostgreSQL ${version} found` },
    () => checkOwnServer(given),
  );
  return url;
}

async function openEmbedded(life: Life): Promise<string> {
  const { databaseUrl } = await step(
    {
      doing: 'Starting PostgreSQL',
      done: ({ version, home }) => `PostgreSQL ${version.split('.0-')[0]} started, its data in ${home},`,
    },
    async () => {
      const embedded = await startEmbedded();
      life.atEnd(() => step({ doing: 'Stopping PostgreSQL', done: 'PostgreSQL stopped' }, embedded.stop));
      const stopping = new AbortController();
      life.atEnd(() => stopping.abort());
      const signal = AbortSignal.any([life.signal, stopping.signal]);
      life.dependOn(keepServer({ ...embedded, url: embedded.databaseUrl }, signal));
      return embedded;
    },
  );
  return databaseUrl;
}

function describeMigrations(names: string[]): string {
  if (names.length === 0) return 'Database checked, nothing to migrate,';
  return `${names.length} ${names.length === 1 ? 'migration' : 'migrations'} applied`;
}
