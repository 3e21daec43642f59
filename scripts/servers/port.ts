import { createServer } from 'node:net';
import type { Env } from '@/env';
import { UserError } from '../setup/user-error.mjs';

type PortName = 'PORT' | 'GATEWAY_PORT';

const examples: Record<PortName, number> = { PORT: 3100, GATEWAY_PORT: 3101 };

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program listens there. Stop it, or choose another port:',
  EACCES: 'this user may not listen there. Choose a port from 1024 on.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine.',
  ENOTFOUND: 'HOST is not an address of this machine.',
};

/**
 * Makes sure, before anything long is begun, that a server will be able to listen.
 *
 * @param name of the setting that holds its port
 * @param env checked settings
 * @param command how the start is typed
 * @throws UserError saying why it won't
 */
export async function checkPort(
  name: PortName,
  env: Pick<Env, 'HOST' | PortName>,
  command: string,
): Promise<void> {
  const { HOST, [name]: port } = env;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      const example = error.code === 'EADDRINUSE' ? ` ${name}=${examples[name]} ${command}` : '';
      reject(new UserError(`Can't listen on ${HOST}, port ${port}: ${reason}${example}`));
    });
    server.listen({ host: HOST, port, exclusive: true }, () => server.close(() => resolve()));
  });
}
