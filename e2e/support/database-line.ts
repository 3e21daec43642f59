import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to the database that can be cut, without any harm to those who use another. */
export interface DatabaseLine {
  /** Connection string that leads through the line. */
  url: string;
  /** `refused`: connections break, new ones are turned away. `silent`: nothing arrives any more, either way. */
  cut: (how: 'refused' | 'silent') => Promise<void>;
  mend: () => Promise<void>;
  /** How many connections lead through it. */
  connections: () => number;
}

/** Opens a line to the database that a connection string names. */
export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const nearEnds = new Set<Socket>();
  let isSilent = false;

  const carry = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (data) => {
      if (!isSilent) to.write(data);
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    nearEnds.add(near);
    near.on('close', () => nearEnds.delete(near));
    carry(near, far);
    carry(far, near);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };

  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const line = new URL(databaseUrl);
  line.host = `127.0.0.1:${port}`;
  return {
    url: line.href,
    connections: () => nearEnds.size,
    async cut(how) {
      if (how === 'silent') {
        isSilent = true;
        return;
      }
      const closed = new Promise((resolve) => server.close(resolve));
      breakAll();
      await closed;
    },
    async mend() {
      // Whoever waited in silence has lost what he said: his connection is as good as broken.
      breakAll();
      isSilent = false;
      if (!server.listening) await listen(port);
    },
  };
}
