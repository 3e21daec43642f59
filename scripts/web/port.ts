import { createServer } from 'node:net';
import { Refusal } from '../setup/refusal.mjs';

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program listens there. Stop it, or choose another port: PORT=3001 npm start',
  EACCES: 'this user may not listen there. Choose a port from 1024 on.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine.',
  ENOTFOUND: 'HOST is not an address of this machine.',
};

/**
 * Makes sure, before anything long is begun, that the console will be able to listen.
 *
 * @throws Refusal saying why it won't
 */
export async function checkPort({ HOST, PORT }: { HOST: string; PORT: number }): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Refusal(`Can't listen on ${HOST}, port ${PORT}: ${reasons[error.code ?? ''] ?? error.message}`),
      );
    });
    server.listen({ host: HOST, port: PORT, exclusive: true }, () => server.close(() => resolve()));
  });
}
