import type { Env } from '@/env';
import { takeConsoleLock } from '../console-lock';
import { prepareDatabase } from '../prepare-database';
import { readSettings } from '../settings';
import { step } from '../setup/progress.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { type Life, supervise, untilStopped } from '../supervise';
import { announceConsole } from './announce';
import { ensureBuild } from './build';
import { untilHealthy } from './health';
import { holdOutput } from './held-output';
import { checkPort } from './port';
import { startWebServer, type WebServer } from './server';

const distDir = '.next';
const stopping = { doing: 'Stopping the web server', done: 'Web server stopped' };

/**
 * Runs the console of this checkout until it is told to end: database, build, web server.
 *
 * @param mode `start` for production, `dev` for working on it
 * @returns exit code: 0 after it was stopped in order
 * @throws Refusal or BadEnvironmentError when it can't run, or when the web server ends by itself
 */
export function serveConsole(mode: 'start' | 'dev'): Promise<number> {
  return supervise(async (life) => {
    const lock = takeConsoleLock();
    life.atEnd(lock.release);
    const settings = readSettings();
    await checkPort(settings.env);
    const env = await prepareDatabase(settings, life);
    if (mode === 'start') await ensureBuild(distDir, life.signal);
    const server = await openServer({ mode, env, life });
    lock.update({ address: env.NEXTAUTH_URL });
    announceConsole(env.NEXTAUTH_URL, settings.isDemo);
    const how = await Promise.race([server.ended, untilStopped(life.signal)]);
    throw new Refusal(`The web server ended by itself: ${how}.`);
  }, 0);
}

async function openServer({
  mode,
  env,
  life,
}: {
  mode: 'start' | 'dev';
  env: Env;
  life: Life;
}): Promise<WebServer> {
  const server = startWebServer({ mode, env, distDir, output: 'pipe' });
  life.atEnd(async () => {
    if (server.isRunning()) await step(stopping, server.stop);
  });
  const output = holdOutput(server.process);
  const early = server.ended.then((how) => {
    throw new Refusal(`${output.text()}\n\nThe web server ended by itself: ${how}.`);
  });
  await step({ doing: 'Starting the web server', done: 'Web server started' }, () =>
    Promise.race([untilHealthy(env, life.signal), early, untilStopped(life.signal)]),
  );
  output.release();
  return server;
}
