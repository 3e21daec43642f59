import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Env, parseEnv } from '@/env';
import { migrate } from '@/prisma/migrate';
import { ensureDatabase } from '../database/databases';
import { makeDemoWorld } from '../database/demo-world';
import { findFreePort } from '../database/free-port';
import { startThrowaway } from '../database/throwaway';
import { ensureBuild } from '../servers/build';
import { untilHealthy } from '../servers/health';
import { consoleListener, gatewayAddress, gatewayListener } from '../servers/listeners';
import { startGateway, startWebServer } from '../servers/server';
import type { Lifecycle } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import { nodeTool, runTool } from '../setup/run-tool.mjs';
import { findChromium } from './chromium';
import { countsOf, type Phase } from './phase';
import { readPlaywrightReport } from './reports';
import { TEST_SECRET, testDistDir } from './test-dist-dir';
import { MAX_STATEMENT_MS } from './unless-hung';

/**
 * The browser tests, on a production build and a throw-away database with the demo world.
 *
 * @param options `args` for Playwright, e.g. the name of a spec; `folder` gets the reports
 */
export function browserPhase({
  args,
  folder,
  lifecycle,
}: {
  args: string[];
  folder: string;
  lifecycle: Lifecycle;
}): Phase {
  return {
    name: 'Tests in Chromium',
    async run() {
      const chromium = await findChromium(lifecycle.signal);
      const env = await openTestConsole(path.join(folder, 'server.log'), lifecycle);
      const report = path.join(folder, 'playwright.json');
      const { code } = await runTool({
        command: nodeTool('@playwright/test/cli.js', 'test', '--reporter=list,json', ...args),
        env: { ...playwrightEnv(env), CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        signal: lifecycle.signal,
        showsOutput: true,
      });
      const counts = countsOf(readPlaywrightReport(report), code);
      if (counts.failed > 0) showLog(path.join(folder, 'server.log'));
      return counts;
    },
  };
}

async function openTestConsole(log: string, lifecycle: Lifecycle): Promise<Env> {
  await ensureBuild({ distDir: testDistDir, secret: TEST_SECRET, signal: lifecycle.signal });
  const url = await step({ doing: 'Creating a throw-away database', done: 'Database created' }, () =>
    openTestWorld(lifecycle),
  );
  const random = () => randomBytes(36).toString('base64url');
  // All required settings are given, so that none comes from the developer's .env.
  const env = parseEnv({
    DATABASE_URL: url,
    // No test may fail because the machine is slow.
    DATABASE_TIME_LIMIT_MS: String(MAX_STATEMENT_MS),
    NEXTAUTH_SECRET: TEST_SECRET,
    AUDIT_KEY: random(),
    DEMO_WORLD: 'true',
    PORT: String(await findFreePort()),
    GATEWAY_PORT: String(await findFreePort()),
  });
  await step({ doing: 'Creating the demo world', done: 'Demo world created' }, () => makeDemoWorld(env));
  const output = openSync(log, 'w');
  const servers = [
    {
      server: startWebServer({ mode: 'start', env, distDir: testDistDir, output }),
      listener: consoleListener(env),
    },
    { server: startGateway({ env, output }), listener: gatewayListener(env) },
  ];
  closeSync(output);
  for (const { server, listener } of servers) {
    lifecycle.atEnd(server.stop);
    const early = server.ended.then(() => {
      throw new Error(`${listener.name} ended by itself.`);
    });
    await Promise.race([untilHealthy(listener, lifecycle.signal), early]).catch((error) => {
      showLog(log);
      throw error;
    });
  }
  return env;
}

async function openTestWorld(lifecycle: Lifecycle): Promise<string> {
  const cluster = await startThrowaway();
  lifecycle.atEnd(cluster.stop);
  await ensureDatabase(cluster.url('postgres'), 'console');
  const url = cluster.url('console');
  await migrate(url);
  return url;
}

function playwrightEnv(env: Env): Record<string, string> {
  return {
    E2E_BASE_URL: env.NEXTAUTH_URL,
    E2E_GATEWAY_URL: gatewayAddress(env),
    E2E_DATABASE_URL: env.DATABASE_URL,
    DATABASE_URL: env.DATABASE_URL,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
    AUDIT_KEY: env.AUDIT_KEY,
    // The tests' helpers import domain/ and prisma/, whose `server-only` throws without this condition.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --conditions=react-server`,
  };
}

function showLog(log: string): void {
  console.log(`\nThe end of the servers' log:\n\n${readFileSync(log, 'utf8').slice(-6_000)}`);
}
