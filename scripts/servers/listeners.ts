import type { Env } from '@/env';
import type { Listener } from './health';

/** Where the console listens. It answers only to its public name. */
export const consoleListener = (env: Env): Listener => ({
  name: 'The web server',
  host: env.HOST,
  port: env.PORT,
  publicHost: new URL(env.NEXTAUTH_URL).host,
});

/** The gateway's address, as a program on this machine would write it. */
export const gatewayAddress = ({ HOST, GATEWAY_PORT }: Env) =>
  `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${GATEWAY_PORT}`;

/** Where the gateway listens. */
export const gatewayListener = (env: Env): Listener => ({
  name: 'The gateway',
  host: env.HOST,
  port: env.GATEWAY_PORT,
  publicHost: new URL(gatewayAddress(env)).host,
});
