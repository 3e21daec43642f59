// Loaded into a child process before all other code. A parent that is killed with SIGKILL can't stop its
// child, which would then hold a port or change files for ever. So the child ends itself when the channel to
// its parent closes.
import { isMainThread } from 'node:worker_threads';

const KILL_MS = 15_000;

function end() {
  // A child that ignores SIGTERM must end too.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), KILL_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}

// A process that this one forks would inherit the flag and unref a channel that it needs to stay alive.
const flag = process.execArgv.indexOf(import.meta.url);
if (flag > 0) process.execArgv.splice(flag - 1, 2);

// Worker threads inherit the flag in any case.
if (isMainThread && process.connected !== undefined) {
  process.once('disconnect', end);
  // The parent may have been killed before this listener was added.
  if (!process.connected) end();
  // The channel must not keep a child alive that has finished its work.
  process.channel?.unref();
}
