import type { Env } from '@/env';
import type { Listener } from './health';

/** Where the console listens. It answers only to its public name. */
export const consoleListener = (env: Env): Listener => ({
  name: 'The web server',
  host: env.HOST,
  port: env.PORT,
  publicHost: new URL(env.NEXTAUTH_URL).host,
});

/** Where the gateway listens. */
export const gatewayListener = (env: Env): Listener => ({
  name: 'The gateway',
  host: env.HOST,
  port: env.GATEWAY_PORT,
  publicHost: `${env.HOST}:${env.GATEWAY_PORT}`,
});
