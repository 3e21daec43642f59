import { connect, createServer, type Socket } from 'node:net';
import { type Message, messagesOf } from './postgres-messages';

/** A TCP proxy to the database that fails on purpose. Connections that do not use it are not affected. */
export interface DatabaseProxy {
  /** Connection string that goes through the proxy. */
  url: string;
  /** Number of open client connections. */
  connections(): number;
  /** `refused`: closes open connections and refuses new ones. `silent`: drops all data in both directions. */
  cut(how: 'refused' | 'silent'): Promise<void>;
  /** Accepts connections again, after closing those that were open. */
  mend(): Promise<void>;
  /** Holds back all data from the server once a client has sent this text, as a stalled network does. */
  stallAfter(text: string): void;
  /** Delivers the data that was held back, and stops stalling. */
  resume(): void;
  /**
   * Breaks the connection of the next transaction that commits, once: before its COMMIT reaches the server,
   * or after the server has committed and before the client receives the confirmation.
   *
   * @returns a promise that resolves when the connection has been broken
   */
  cutAtCommit(when: 'before' | 'after'): Promise<void>;
  /** Cancels a cut at commit that has not happened yet. */
  cancelCommitCut(): void;
  /** Connects new clients to another server. */
  redirectTo(databaseUrl: string): void;
  close(): void;
}

const isCommitMessage = ({ type, texts }: Message) =>
  (type === 'Q' && isCommit(texts[0])) || (type === 'P' && isCommit(texts[1]));
const isCommit = (sql = '') => /^\s*commit\s*;?\s*$/i.test(sql);

/**
 * The server's confirmation of a commit. After a failed transaction, its answer to COMMIT is ROLLBACK
 * instead.
 */
const hasCommitted = ({ type, texts }: Message) => type === 'C' && texts[0] === 'COMMIT';

/**
 * Opens a proxy to the database of a connection string. It parses only as much of PostgreSQL's protocol as it
 * needs to find a COMMIT, and does not support TLS.
 */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const clientSockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let stallText: string | undefined;
  let isStalled = false;
  let isSilent = false;
  let commitCut: { when: 'before' | 'after'; done: () => void } | undefined;

  function connectClient(client: Socket): void {
    const remote = connect(Number(target.port || 5432), target.hostname);
    clientSockets.add(client);
    client.on('close', () => clientSockets.delete(client));
    const [fromClient, fromServer] = [messagesOf('client'), messagesOf('server')];
    let isCommitting = false;
    const breakBoth = () => {
      commitCut?.done();
      commitCut = undefined;
      for (const socket of [client, remote]) socket.destroy();
    };
    forward(client, remote, (data) => {
      const commits = fromClient(data).some(isCommitMessage);
      if (stallText !== undefined && data.includes(stallText)) isStalled = true;
      if (commits && commitCut?.when === 'before') return breakBoth();
      if (commits) isCommitting = true;
      remote.write(data);
    });
    forward(remote, client, (data) => {
      const committed = fromServer(data).some(hasCommitted);
      if (isCommitting && committed && commitCut?.when === 'after') return breakBoth();
      if (committed) isCommitting = false;
      if (isStalled) held.push(() => client.write(data));
      else client.write(data);
    });
  }

  function forward(from: Socket, to: Socket, pass: (data: Buffer) => void): void {
    sockets.add(from);
    from.on('data', (data: Buffer) => {
      if (!isSilent) pass(data);
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  const server = createServer(connectClient);
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
  const proxyUrl = new URL(databaseUrl);
  proxyUrl.host = `127.0.0.1:${port}`;
  return {
    url: proxyUrl.href,
    connections: () => clientSockets.size,
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
      // The silence has dropped data of the connections that stayed open, so none of them can be used again.
      breakAll();
      isSilent = false;
      if (!server.listening) await listen(port);
    },
    stallAfter(text) {
      stallText = text;
    },
    resume() {
      stallText = undefined;
      isStalled = false;
      for (const release of held.splice(0)) release();
    },
    cutAtCommit: (when) =>
      new Promise<void>((done) => {
        commitCut = { when, done };
      }),
    cancelCommitCut() {
      commitCut = undefined;
    },
    redirectTo(url) {
      target = new URL(url);
    },
    close() {
      breakAll();
      server.close();
    },
  };
}
