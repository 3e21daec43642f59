import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { createDatabase } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { type GatewayProcess, startGatewayProcess } from '../start-gateway-process';
import { checkInvariants } from './check';
import { type Asked, type Client, makeClient } from './clients';
import { makeLinks } from './links';
import { type Random, randomOf } from './random';

const CLIENTS = 4;
/** A fault comes after fewer answers than this, and then at any moment of this long, which is about one call's time. */
const MOST_BEFORE = { answers: 12, ms: 60 };
const POLL_MS = 5;

/** What breaks. */
export const FAULTS = {
  gateway: 'the gateway is killed',
  connections: 'the gateway’s connections are ended by the database',
  before: 'a connection breaks before its COMMIT arrives',
  after: 'a connection breaks after the COMMIT, before the answer',
  head: 'somebody holds the head of the audit log',
  database: 'the database server is killed',
} as const;

export type Fault = keyof typeof FAULTS;

export interface Round {
  fault: Fault;
  /** Requests that had their answer, and how many of them were sent more than once. */
  requests: number;
  repeated: number;
  /** What did not hold afterwards. */
  problems: string[];
}

interface Scene {
  url: string;
  proxy: DatabaseProxy;
  gateway: GatewayProcess;
  restartDatabase: () => Promise<string>;
}

async function withDatabase<T>(url: string, work: (db: PrismaClient) => Promise<T>): Promise<T> {
  const db = createDatabase(url, 3);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

const openGateway = (proxy: DatabaseProxy) => startGatewayProcess({ DATABASE_URL: proxy.url });

/** Breaks something, and makes it whole where it does not become so by itself. */
const STRIKES: Record<Fault, (scene: Scene) => Promise<void>> = {
  async gateway(scene) {
    scene.gateway.server.process.kill('SIGKILL');
    await scene.gateway.server.ended;
    scene.gateway = await openGateway(scene.proxy);
  },
  connections: ({ url }) =>
    withDatabase(url, async (db) => {
      await db.$queryRaw`
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
    }),
  before: ({ proxy }) => proxy.cutAtCommit('before'),
  after: ({ proxy }) => proxy.cutAtCommit('after'),
  head: ({ url }) =>
    withDatabase(url, (db) =>
      db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`;
        // Together longer than anybody waits for a lock, each shorter than a statement may take.
        for (const _ of ['first', 'second']) await tx.$executeRaw`SELECT pg_sleep(1)`;
      }),
    ),
  async database(scene) {
    scene.url = await scene.restartDatabase();
    scene.proxy.redirectTo(scene.url);
  },
};

/** New users in each round: one who is refused too often is told to wait. */
async function makeClients(db: PrismaClient, options: Parameters<typeof makeClient>[1]): Promise<Client[]> {
  const made: Client[] = [];
  for (let index = 0; index < CLIENTS; index++) made.push(await makeClient(db, options));
  return made;
}

/** Clients work, something breaks, and each of them hears an answer in the end. */
async function runRound(
  scene: Scene,
  { fault, clients, random }: { fault: Fault; clients: Client[]; random: Random },
) {
  const answered = () => clients.flatMap(({ asked }) => asked).filter(({ answer }) => answer).length;
  const enough = answered() + Math.floor(random.next() * MOST_BEFORE.answers);
  let isOver = false;
  const working = Promise.all(clients.map((client) => client.work(() => isOver)));
  try {
    await Promise.race([untilTrue(() => isOver || answered() >= enough), working]);
    await sleep(random.next() * MOST_BEFORE.ms);
    await STRIKES[fault](scene);
  } finally {
    isOver = true;
  }
  await working;
}

async function untilTrue(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(POLL_MS);
}

/**
 * Lets clients remove links and give them back through a gateway in a process of its own, breaks something again and
 * again, and checks each time that nothing was lost, done twice or told otherwise than it is.
 *
 * @param options a migrated database of its own; the seed of every choice; which faults, in which order; what kills
 *   the database server and starts it again, and gives the new address; what hears of each round
 */
export async function runFaults(options: {
  url: string;
  seed: number;
  faults: readonly Fault[];
  restartDatabase?: () => Promise<string>;
  onRound?: (round: Round) => void;
  signal?: AbortSignal;
}): Promise<Round[]> {
  const { url, seed, faults, onRound, signal } = options;
  const restartDatabase =
    options.restartDatabase ?? (() => Promise.reject(new Error('It can’t be restarted.')));
  const random = randomOf(seed);
  const proxy = await openDatabaseProxy(url);
  const scene: Scene = { url, proxy, gateway: await openGateway(proxy), restartDatabase };
  const rounds: Round[] = [];
  try {
    const links = await withDatabase(url, makeLinks);
    const asked: Asked[] = [];
    for (const fault of faults) {
      signal?.throwIfAborted();
      const clients = await withDatabase(scene.url, (db) =>
        makeClients(db, { links, random, origin: () => scene.gateway.origin }),
      );
      await runRound(scene, { fault, clients, random });
      const fresh = clients.flatMap((client) => client.asked);
      asked.push(...fresh);
      const problems = await withDatabase(scene.url, (db) => checkInvariants(db, { asked, links }));
      const repeated = fresh.filter(({ times }) => times > 1).length;
      const round = { fault, requests: fresh.length, repeated, problems };
      rounds.push(round);
      onRound?.(round);
      if (problems.length > 0) break;
    }
    return rounds;
  } finally {
    await scene.gateway.server.stop();
    proxy.close();
  }
}
