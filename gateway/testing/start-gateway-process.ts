import { parseEnv } from '@/env';
import { findFreePort } from '@/scripts/database/free-port';
import { untilHealthy } from '@/scripts/servers/health';
import { gatewayListener } from '@/scripts/servers/listeners';
import { type Server, startGateway } from '@/scripts/servers/server';

/** A gateway in a process of its own, as in production. */
export interface GatewayProcess {
  origin: string;
  server: Server;
  /** Its output so far, at log level trace. */
  log(): string;
}

/**
 * Starts a gateway on this process's database.
 *
 * @param settings override those of this process
 * @param output an open file for its output, instead of `log`
 * @returns the gateway, which the test must stop
 * @throws Error with its output, when it ends before it accepts calls
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
  let outputText = '';
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream?.on('data', (data) => {
      outputText += data;
    });
  }
  const ended = server.ended.then((how) => {
    throw new Error(`The gateway ended by ${how}:\n${outputText}`);
  });
  // A rejection after the start is expected: the test stops the gateway.
  ended.catch(() => {});
  try {
    await Promise.race([untilHealthy(gatewayListener(env)), ended]);
  } catch (error) {
    if (server.isRunning()) await server.stop();
    throw error;
  }
  return { origin: `http://${env.HOST}:${env.GATEWAY_PORT}`, server, log: () => outputText };
}
