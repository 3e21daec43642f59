import { checkAuditKey } from '../database/check-audit-key';
import { prepareDatabase } from '../database/prepare-database';
import { takeConsoleLock } from '../setup/console-lock';
import { readSettings } from '../setup/settings';
import { announceConsole } from './announce';
import { ensureBuild } from './build';
import { consoleListener, gatewayListener } from './listeners';
import { checkPort } from './port';
import { runServers } from './run-servers';
import { startGateway, startWebServer } from './server';
import { supervise, untilStopped } from './supervise';

const distDir = '.next';

/**
 * Runs the console of this checkout, and the gateway beside it, until it is told to end: database, build, servers.
 *
 * @param mode `start` for production, `dev` for working on it
 * @returns exit code: 0 after it was stopped in order
 * @throws UserError or BadEnvironmentError when it can't run, or when a server ends by itself too often
 */
export function serveConsole(mode: 'start' | 'dev'): Promise<number> {
  return supervise(async (life) => {
    const lock = takeConsoleLock();
    life.atEnd(lock.release);
    const settings = readSettings();
    const command = mode === 'start' ? 'npm start' : 'npm run dev';
    await checkPort('PORT', settings.env, command);
    await checkPort('GATEWAY_PORT', settings.env, command);
    const env = await prepareDatabase(settings, life);
    await checkAuditKey(env);
    const { NEXTAUTH_SECRET: secret } = env;
    if (mode === 'start') await ensureBuild({ distDir, secret, signal: life.signal });
    const output = 'pipe';
    const servers = [
      {
        start: () => startWebServer({ mode, env, distDir, output }),
        listener: consoleListener(env),
      },
      { start: () => startGateway({ env, output }), listener: gatewayListener(env) },
    ];
    await runServers({ what: 'the web server and the gateway', servers }, life);
    lock.update({ address: env.NEXTAUTH_URL });
    announceConsole(env, settings.isDemo);
    return Promise.race([life.failed, untilStopped(life.signal)]);
  }, 0);
}
