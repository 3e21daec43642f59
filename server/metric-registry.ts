import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { databaseUse } from '@/domain/call/health';

const PREFIX = 'access_console_';

/** From a call without a query to one that reaches the time limits of the database. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Things that stay open. They are counted when metrics are read. */
export type OpenThing = 'sockets' | 'streams';

const THINGS: Record<OpenThing, string> = {
  sockets: 'WebSockets that are open at the gateway.',
  streams: 'Answers that stay open, such as event streams of the console.',
};

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const open = { sockets: new Set<() => number>(), streams: new Set<() => number>() };
  for (const thing of Object.keys(THINGS) as OpenThing[]) {
    new Gauge({
      name: `${PREFIX}open_${thing}`,
      help: THINGS[thing],
      registers,
      collect() {
        this.set([...open[thing]].reduce((sum, count) => sum + count(), 0));
      },
    });
  }
  new Gauge({
    name: `${PREFIX}database_connections`,
    help: 'Connections to the database: all, the idle ones among them, and calls waiting for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(databaseUse())) this.set({ state }, count);
    },
  });
  return {
    registry,
    open,
    calls: new Counter({
      name: `${PREFIX}calls_total`,
      help: 'Calls that have been answered, by how they ended: ok, or one of the six documented errors.',
      labelNames: ['door', 'call', 'outcome'],
      registers,
    }),
    seconds: new Histogram({
      name: `${PREFIX}call_duration_seconds`,
      help: 'Time from a call to its answer, waiting for its turn included.',
      labelNames: ['door', 'call'],
      buckets: SECONDS,
      registers,
    }),
    failedPages: new Counter({
      name: `${PREFIX}failed_pages_total`,
      help: 'Pages that could not be shown.',
      registers,
    }),
    signIns: new Counter({
      name: `${PREFIX}sign_ins_total`,
      help: 'Tries to sign in: ok, rejected for any reason, or the error that prevented the check.',
      labelNames: ['door', 'outcome'],
      registers,
    }),
  };
}

// Next.js bundles pages, actions and route handlers separately. The global lets them share one registry.
const shared = globalThis as { accessConsoleMetrics?: ReturnType<typeof createMetrics> };

/**
 * The metrics of this process.
 *
 * @returns one set, created at the first call; counters are zero until something happens
 */
export function metrics(): ReturnType<typeof createMetrics> {
  shared.accessConsoleMetrics ??= createMetrics();
  return shared.accessConsoleMetrics;
}
