import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { createDatabase } from '@/prisma/client';
import type { PrismaClient } from '@/prisma/generated/client';
import { type GatewayProcess, startGatewayProcess } from '../start-gateway-process';
import { checkInvariants } from './check';
import { type Client, makeClient, type SentRequest } from './clients';
import { makeLinks } from './links';
import { type Random, randomOf } from './random';

const CLIENTS = 4;
/**
 * A fault happens after fewer answers than this, and then within these ms, which is about one call's time.
 */
const MAX_BEFORE_FAULT = { answers: 12, ms: 60 };
const POLL_MS = 5;

/** The faults, each with a description. */
export const FAULTS = {
  gateway: 'the gateway is killed',
  connections: 'the gateway’s connections are ended by the database',
  before: 'a connection breaks before its COMMIT arrives',
  after: 'a connection breaks after the COMMIT, before the answer',
  head: 'another transaction locks the head of the audit log',
  database: 'the database server is killed',
} as const;

export type Fault = keyof typeof FAULTS;

export interface Round {
  fault: Fault;
  /** Requests that were answered, and how many of them were sent more than once. */
  requests: number;
  repeated: number;
  /** A message for each thing that was wrong afterwards. */
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

/** Causes a fault, and repairs what does not recover by itself. */
const CAUSE_FAULT: Record<Fault, (scene: Scene) => Promise<void>> = {
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
        // Together longer than the lock timeout, each shorter than the statement timeout.
        for (const _ of ['first', 'second']) await tx.$executeRaw`SELECT pg_sleep(1)`;
      }),
    ),
  async database(scene) {
    scene.url = await scene.restartDatabase();
    scene.proxy.redirectTo(scene.url);
  },
};

/** Makes new users for each round, since a user with too many refusals must wait. */
async function makeClients(db: PrismaClient, options: Parameters<typeof makeClient>[1]): Promise<Client[]> {
  const made: Client[] = [];
  for (let index = 0; index < CLIENTS; index++) made.push(await makeClient(db, options));
  return made;
}

/** Lets the clients work, causes the fault, and waits until each request has its answer. */
async function runRound(
  scene: Scene,
  { fault, clients, random }: { fault: Fault; clients: Client[]; random: Random },
) {
  const answered = () => clients.flatMap(({ sent }) => sent).filter(({ answer }) => answer).length;
  const enough = answered() + Math.floor(random.next() * MAX_BEFORE_FAULT.answers);
  let isOver = false;
  const working = Promise.all(clients.map((client) => client.work(() => isOver)));
  try {
    await Promise.race([untilTrue(() => isOver || answered() >= enough), working]);
    await sleep(random.next() * MAX_BEFORE_FAULT.ms);
    await CAUSE_FAULT[fault](scene);
  } finally {
    isOver = true;
  }
  await working;
}

async function untilTrue(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(POLL_MS);
}

/**
 * Lets clients remove links and add them again through a gateway in a process of its own, causes one fault
 * after the other, and checks each time that no request was lost, done twice or answered wrongly.
 *
 * @param options `url` of a migrated database that nothing else uses; `seed` of all random choices;
 *   `restartDatabase` kills the database server, starts it again and returns its new url
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
    const sent: SentRequest[] = [];
    for (const fault of faults) {
      signal?.throwIfAborted();
      const clients = await withDatabase(scene.url, (db) =>
        makeClients(db, { links, random, origin: () => scene.gateway.origin }),
      );
      await runRound(scene, { fault, clients, random });
      const newRequests = clients.flatMap((client) => client.sent);
      sent.push(...newRequests);
      const problems = await withDatabase(scene.url, (db) => checkInvariants(db, { sent, links }));
      const repeated = newRequests.filter(({ times }) => times > 1).length;
      const round = { fault, requests: newRequests.length, repeated, problems };
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
