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
 * Prepares the database and the build, then runs the console and the gateway until a signal stops them.
 *
 * @param mode `start` for production, `dev` for development
 * @returns exit code: 0 after a signal
 * @throws UserError or BadEnvironmentError when the console can't run, or a server ends by itself too often
 */
export function serveConsole(mode: 'start' | 'dev'): Promise<number> {
  return supervise(async (lifecycle) => {
    const lock = takeConsoleLock();
    lifecycle.atEnd(lock.release);
    const settings = readSettings();
    const command = mode === 'start' ? 'npm start' : 'npm run dev';
    await checkPort('PORT', settings.env, command);
    await checkPort('GATEWAY_PORT', settings.env, command);
    const env = await prepareDatabase(settings, lifecycle);
    await checkAuditKey(env);
    const { NEXTAUTH_SECRET: secret } = env;
    if (mode === 'start') await ensureBuild({ distDir, secret, signal: lifecycle.signal });
    const output = 'pipe';
    const servers = [
      {
        start: () => startWebServer({ mode, env, distDir, output }),
        listener: consoleListener(env),
      },
      { start: () => startGateway({ env, output }), listener: gatewayListener(env) },
    ];
    await runServers({ what: 'the web server and the gateway', servers }, lifecycle);
    lock.update({ address: env.NEXTAUTH_URL });
    announceConsole(env, settings.isDemo);
    return Promise.race([lifecycle.failed, untilStopped(lifecycle.signal)]);
  }, 0);
}
