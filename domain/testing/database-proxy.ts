import { connect, createServer, type Socket } from 'node:net';
import { type Message, messagesOf } from './postgres-messages';

/** A way to the database that breaks on purpose, without any harm to those who take another. */
export interface DatabaseProxy {
  /** Connection string that leads through it. */
  url: string;
  /** How many connections lead through it. */
  connections(): number;
  /** `refused`: connections break, new ones are turned away. `silent`: nothing arrives any more, either way. */
  cut(how: 'refused' | 'silent'): Promise<void>;
  /** Takes connections again; those that were open are broken. */
  mend(): Promise<void>;
  /** Holds back everything the server says once a client has said the words, as a network that stalls does. */
  stallAfter(words: string): void;
  /** Lets through what was held back, and everything else again. */
  resume(): void;
  /**
   * Breaks the connection of the next transaction that commits, once: before its COMMIT reaches the server, or after
   * the server has committed and before the client hears of it.
   *
   * @returns resolves when that has happened
   */
  cutAtCommit(when: 'before' | 'after'): Promise<void>;
  /** Forgets a cut that has not happened. */
  cancelCommitCut(): void;
  /** Leads new connections to another server. */
  redirectTo(databaseUrl: string): void;
  close(): void;
}

const saysCommit = ({ type, texts }: Message) =>
  (type === 'Q' && isCommit(texts[0])) || (type === 'P' && isCommit(texts[1]));
const isCommit = (sql = '') => /^\s*commit\s*;?\s*$/i.test(sql);

/** What a server says once a transaction is committed; for one that could only be rolled back it says so. */
const hasCommitted = ({ type, texts }: Message) => type === 'C' && texts[0] === 'COMMIT';

/**
 * Opens a way to the database that a connection string names. It knows PostgreSQL's messages as far as it takes to
 * find a COMMIT, and no TLS.
 */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const nearEnds = new Set<Socket>();
  const held: (() => void)[] = [];
  let stallWords: string | undefined;
  let isStalled = false;
  let isSilent = false;
  let commitCut: { when: 'before' | 'after'; done: () => void } | undefined;

  function lead(near: Socket): void {
    const far = connect(Number(target.port || 5432), target.hostname);
    nearEnds.add(near);
    near.on('close', () => nearEnds.delete(near));
    const [fromClient, fromServer] = [messagesOf('client'), messagesOf('server')];
    let isCommitting = false;
    const breakBoth = () => {
      commitCut?.done();
      commitCut = undefined;
      for (const socket of [near, far]) socket.destroy();
    };
    carry(near, far, (data) => {
      const commits = fromClient(data).some(saysCommit);
      if (stallWords !== undefined && data.includes(stallWords)) isStalled = true;
      if (commits && commitCut?.when === 'before') return breakBoth();
      if (commits) isCommitting = true;
      far.write(data);
    });
    carry(far, near, (data) => {
      const committed = fromServer(data).some(hasCommitted);
      if (isCommitting && committed && commitCut?.when === 'after') return breakBoth();
      if (committed) isCommitting = false;
      if (isStalled) held.push(() => near.write(data));
      else near.write(data);
    });
  }

  function carry(from: Socket, to: Socket, pass: (data: Buffer) => void): void {
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

  const server = createServer(lead);
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
  const own = new URL(databaseUrl);
  own.host = `127.0.0.1:${port}`;
  return {
    url: own.href,
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
      // A client that waited in silence has lost what it said: its connection is as good as broken.
      breakAll();
      isSilent = false;
      if (!server.listening) await listen(port);
    },
    stallAfter(words) {
      stallWords = words;
    },
    resume() {
      stallWords = undefined;
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
