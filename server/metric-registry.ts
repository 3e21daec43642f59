import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { databaseUse } from '@/domain/call/health';

const PREFIX = 'access_console_';

/** From a call that asks nobody to one that runs into the time limits of the database. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Things that stay open, and are counted when they are asked for. */
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
    help: 'Connections to the database: all, the idle ones among them, and callers waiting for one.',
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
      help: 'Tries to sign in: ok, rejected for whatever reason, or the error that kept them from being judged.',
      labelNames: ['door', 'outcome'],
      registers,
    }),
  };
}

// Pages, actions and route handlers are bundled apart: the global is what makes them count together.
const shared = globalThis as { accessConsoleMetrics?: ReturnType<typeof createMetrics> };

/**
 * Everything that this process measures, by what it is.
 *
 * @returns the one set of metrics, made at the first call, which read as zero until something happens
 */
export function metrics(): ReturnType<typeof createMetrics> {
  shared.accessConsoleMetrics ??= createMetrics();
  return shared.accessConsoleMetrics;
}
