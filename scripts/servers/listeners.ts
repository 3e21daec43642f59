import type { Env } from '@/env';
import type { Listener } from './health';

/** Address of the console. The console answers to its public name only. */
export const consoleListener = (env: Env): Listener => ({
  name: 'The web server',
  host: env.HOST,
  port: env.PORT,
  publicHost: new URL(env.NEXTAUTH_URL).host,
});

/** Returns the gateway's URL for programs on this machine. */
export const gatewayAddress = ({ HOST, GATEWAY_PORT }: Env) =>
  `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${GATEWAY_PORT}`;

/** Address of the gateway. */
export const gatewayListener = (env: Env): Listener => ({
  name: 'The gateway',
  host: env.HOST,
  port: env.GATEWAY_PORT,
  publicHost: new URL(gatewayAddress(env)).host,
});
