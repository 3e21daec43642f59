import { step } from '../setup/progress.mjs';
import { UserError } from '../setup/user-error.mjs';
import { type Listener, untilHealthy } from './health';
import { holdOutput } from './held-output';
import { countRestarts } from './restarts';
import type { Server } from './server';
import { type Lifecycle, untilStopped } from './supervise';

interface ServerToRun {
  /** Starts it, with its output piped. */
  start: () => Server;
  listener: Listener;
}

/**
 * Starts servers in parallel, waits until all are healthy, and stops them when the command ends. A server
 * that ends by itself later is started again, up to 5 times within 10 minutes.
 *
 * @throws UserError with the output of a server that ends before it is healthy
 */
export async function runServers(
  { what, servers }: { what: string; servers: ServerToRun[] },
  lifecycle: Lifecycle,
): Promise<void> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([lifecycle.signal, stopping.signal]);
  const running = servers.map((options) => launch(options, signal));
  lifecycle.atEnd(async () => {
    stopping.abort();
    await step({ doing: `Stopping ${what}`, done: 'Stopped' }, () =>
      Promise.all(running.map(({ stop }) => stop())),
    );
  });
  await step({ doing: `Starting ${what}`, done: 'Started' }, () =>
    Promise.race([Promise.all(running.map(({ up }) => up)), untilStopped(lifecycle.signal)]),
  );
  for (const { keepUp } of running) lifecycle.dependOn(keepUp());
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
