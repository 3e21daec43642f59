import { randomBytes } from 'node:crypto';
import { parseEnv } from '@/env';
import { findFreePort } from '@/scripts/database/free-port';
import { untilHealthy } from '@/scripts/servers/health';
import { consoleListener } from '@/scripts/servers/listeners';
import { type Server, startWebServer } from '@/scripts/servers/server';
import { testDistDir } from '@/scripts/testing/test-dist-dir';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { valueIn } from '@/server/testing/read-metrics';
import { alsoSignInAt, setting } from '../fixtures';

/** A console that one spec has for itself. */
export interface OwnConsole {
  origin: string;
  server: Server;
  /** The value of one of its metrics. */
  metric: (name: string) => Promise<number>;
  /** Starts it again on the same port, after it has ended. */
  restart: () => Promise<void>;
}

interface Options {
  /** The database of the tests by default. */
  databaseUrl?: string;
  /** The time limit of a statement. */
  timeLimitMs?: number;
  /** Where the server's output goes: to that of the tests by default. */
  output?: 'inherit' | 'pipe';
}

/** Starts a console on the database of the tests, or on another one. */
export async function startOwnConsole({
  databaseUrl = setting('E2E_DATABASE_URL'),
  timeLimitMs = MAX_STATEMENT_MS,
  output = 'inherit',
}: Options = {}): Promise<OwnConsole> {
  const token = randomBytes(36).toString('base64url');
  const env = parseEnv({
    DATABASE_URL: databaseUrl,
    DATABASE_TIME_LIMIT_MS: String(timeLimitMs),
    NEXTAUTH_SECRET: setting('NEXTAUTH_SECRET'),
    AUDIT_KEY: setting('AUDIT_KEY'),
    METRICS_TOKEN: token,
    PORT: String(await findFreePort()),
  });
  alsoSignInAt(env.NEXTAUTH_URL);
  const start = async () => {
    const server = startWebServer({ mode: 'start', env, distDir: testDistDir, output });
    await untilHealthy(consoleListener(env));
    return server;
  };
  const own: OwnConsole = {
    origin: env.NEXTAUTH_URL,
    server: await start(),
    async metric(name) {
      const response = await fetch(`${env.NEXTAUTH_URL}/metrics`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return valueIn(await response.text(), name);
    },
    async restart() {
      own.server = await start();
    },
  };
  return own;
}
