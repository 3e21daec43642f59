import { step } from '../setup/progress.mjs';
import { UserError } from '../setup/user-error.mjs';
import { type Listener, untilHealthy } from './health';
import { holdOutput } from './held-output';
import { countRestarts } from './restarts';
import type { Server } from './server';
import { type Life, untilStopped } from './supervise';

interface ServerToRun {
  /** Starts it, with its output piped. */
  start: () => Server;
  listener: Listener;
}

/**
 * Starts servers side by side, waits until all are well, and stops them when the command ends. One that ends by
 * itself later is started again, a few times.
 *
 * @param options the servers, and what they are called together
 * @param life of the command
 * @throws UserError with what a server said when it ends before it is well
 */
export async function runServers(
  { what, servers }: { what: string; servers: ServerToRun[] },
  life: Life,
): Promise<void> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([life.signal, stopping.signal]);
  const running = servers.map((options) => launch(options, signal));
  life.atEnd(async () => {
    stopping.abort();
    await step({ doing: `Stopping ${what}`, done: 'Stopped' }, () =>
      Promise.all(running.map(({ stop }) => stop())),
    );
  });
  await step({ doing: `Starting ${what}`, done: 'Started' }, () =>
    Promise.race([Promise.all(running.map(({ up }) => up)), untilStopped(life.signal)]),
  );
  for (const { keepUp } of running) life.dependOn(keepUp());
}

function launch({ start, listener }: ServerToRun, signal: AbortSignal) {
  let server: Server;

  async function bringUp(): Promise<void> {
    server = start();
    const output = holdOutput(server.process);
    const early = server.ended.then((how) => {
      throw new UserError(`${output.text()}\n\n${listener.name} ended by itself: ${how}.`);
    });
    await Promise.race([untilHealthy(listener, signal), early]);
    early.catch(() => {});
    output.release();
  }

  async function keepUp(): Promise<never> {
    const restarts = countRestarts(listener.name, signal);
    for (let how = await server.ended; ; ) {
      await restarts.next(how);
      try {
        await bringUp();
        how = await server.ended;
      } catch (error) {
        signal.throwIfAborted();
        await stop();
        how = (error as Error).message.trim();
      }
    }
  }

  async function stop(): Promise<void> {
    if (server.isRunning()) await server.stop();
  }

  const up = bringUp();
  up.catch(() => {});
  return { up, keepUp, stop };
}
