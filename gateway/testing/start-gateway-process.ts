import { parseEnv } from '@/env';
import { findFreePort } from '@/scripts/database/free-port';
import { untilHealthy } from '@/scripts/servers/health';
import { gatewayListener } from '@/scripts/servers/listeners';
import { type Server, startGateway } from '@/scripts/servers/server';

/** A gateway in a process of its own, as it is in earnest. */
export interface GatewayProcess {
  origin: string;
  server: Server;
  /** All that it has said, with nothing held back. */
  log(): string;
}

/**
 * Starts a gateway on this process's database.
 *
 * @param settings that differ from this process's own
 * @param output where its words go instead of `log`: an open file
 * @param output where its words go instead of `log`: an open file
 * @returns the gateway, for the caller to stop
 * @throws Error with all that it said, when it ends before it takes calls
 */
export async function startGatewayProcess(
  settings: Record<string, string> = {},
  output: number | 'pipe' = 'pipe',
): Promise<GatewayProcess> {
  const { DATABASE_URL, DATABASE_TIME_LIMIT_MS, NEXTAUTH_SECRET, AUDIT_KEY } = process.env;
  const env = parseEnv({
    DATABASE_URL,
    DATABASE_TIME_LIMIT_MS,
    NEXTAUTH_SECRET,
    AUDIT_KEY,
    LOG_LEVEL: 'trace',
    GATEWAY_PORT: String(await findFreePort()),
    ...settings,
  });
  const server = startGateway({ env, output });
  let said = '';
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
  const ended = server.ended.then((how) => {
    throw new Error(`The gateway ended by ${how}:\n${said}`);
  });
  // Later it is meant to end.
  ended.catch(() => {});
  try {
    await Promise.race([untilHealthy(gatewayListener(env)), ended]);
  } catch (error) {
    if (server.isRunning()) await server.stop();
    throw error;
  }
  return { origin: `http://${env.HOST}:${env.GATEWAY_PORT}`, server, log: () => said };
}
