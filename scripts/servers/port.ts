import { createServer } from 'node:net';
import type { Env } from '@/env';
import { UserError } from '../setup/user-error.mjs';

type PortName = 'PORT' | 'GATEWAY_PORT';

const examples: Record<PortName, number> = { PORT: 3100, GATEWAY_PORT: 3101 };

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program listens there. Stop it, or choose another port:',
  EACCES: 'this user may not listen there. Choose port 1024 or higher.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine.',
  ENOTFOUND: 'HOST is not an address of this machine.',
};

/**
 * Checks that a server will be able to listen, before a start does anything that takes long.
 *
 * @param command as the user types it, for the error message
 * @throws UserError that says why the server can't listen and what to change
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
