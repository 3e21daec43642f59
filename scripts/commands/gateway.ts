import { checkAuditKey } from '../database/check-audit-key';
import { findConsoleDatabase } from '../database/with-console-database';
import { gatewayAddress, gatewayListener } from '../servers/listeners';
import { checkPort } from '../servers/port';
import { runServers } from '../servers/run-servers';
import { startGateway } from '../servers/server';
import { supervise, untilStopped } from '../servers/supervise';
import { readSettings } from '../setup/settings';

/** `npm run gateway`: runs only the gateway, on the same database as the console. */
export function run(): Promise<number> {
  return supervise(async (lifecycle) => {
    const settings = readSettings();
    await checkPort('GATEWAY_PORT', settings.env, 'npm run gateway');
    const env = { ...settings.env, DATABASE_URL: await findConsoleDatabase(settings, lifecycle) };
    await checkAuditKey(env);
    const start = () => startGateway({ env, output: 'pipe' });
    const servers = [{ start, listener: gatewayListener(env) }];
    await runServers({ what: 'the gateway', servers }, lifecycle);
    console.log(`\nThe gateway answers at ${gatewayAddress(env)}. Stop it with Ctrl+C.\n`);
    return Promise.race([lifecycle.failed, untilStopped(lifecycle.signal)]);
  }, 0);
}
