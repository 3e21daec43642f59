import { step } from '../setup/progress.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { type Life, untilStopped } from '../supervise';
import { type Listener, untilHealthy } from './health';
import { holdOutput } from './held-output';
import type { Server } from './server';

interface ServerToRun {
  /** Starts it, with its output piped. */
  start: () => Server;
  listener: Listener;
}

/**
 * Starts servers side by side, waits until all are well, and stops them when the command ends.
 *
 * @param options the servers, and what they are called together
 * @param life of the command
 * @returns `ended` is rejected once one of them ends by itself
 * @throws Refusal with what a server said when it ends before it is well
 */
export async function runServers(
  { what, servers }: { what: string; servers: ServerToRun[] },
  life: Life,
): Promise<{ ended: Promise<never> }> {
  const running = servers.map((options) => runServer(options));
  life.atEnd(async () => {
    await step({ doing: `Stopping ${what}`, done: 'Stopped' }, () =>
      Promise.all(running.map(({ stop }) => stop())),
    );
  });
  const ended = Promise.race(running.map((server) => server.ended));
  // Whoever waits for it hears of it; until somebody does, it must not count as unheard.
  ended.catch(() => {});
  await step({ doing: `Starting ${what}`, done: 'Started' }, () =>
    Promise.race([
      Promise.all(running.map(({ listener }) => untilHealthy(listener, life.signal))),
      ended,
      untilStopped(life.signal),
    ]),
  );
  for (const { release } of running) release();
  return { ended };
}

function runServer({ start, listener }: ServerToRun) {
  const server = start();
  const output = holdOutput(server.process);
  let isReleased = false;
  return {
    listener,
    ended: server.ended.then((how): never => {
      const words = isReleased ? '' : `${output.text()}\n\n`;
      throw new Refusal(`${words}${listener.name} ended by itself: ${how}.`);
    }),
    async stop() {
      if (server.isRunning()) await server.stop();
    },
    release() {
      isReleased = true;
      output.release();
    },
  };
}
