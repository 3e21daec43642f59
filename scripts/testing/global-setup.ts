import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/prisma/migrate';
import { disconnectAll, dropDatabase, makeDatabase } from '../database/databases';
import { startThrowaway } from '../database/throwaway';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server on which tests create databases. */
    testServer: string;
    /** Name of the migrated database that test databases are copied from. */
    testTemplate: string;
  }
}

/**
 * Starts one PostgreSQL for a whole run of vitest, unless TEST_DATABASE_URL names one, and migrates a
 * template database. Each test file gets a copy of it.
 *
 * @returns a function that removes both
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const cluster = given ? undefined : await startThrowaway();
  const server = given ?? cluster?.url('postgres') ?? '';
  const template = `access_console_template_${randomBytes(4).toString('hex')}`;
  await makeDatabase(server, template);
  const url = new URL(server);
  url.pathname = `/${template}`;
  await migrate(url.href);
  await disconnectAll(server, template);
  project.provide('testServer', server);
  project.provide('testTemplate', template);
  return async () => {
    if (cluster) await cluster.stop();
    else await dropDatabase(server, template);
  };
}
