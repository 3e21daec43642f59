// Loaded into a child process before anything else. A parent that is killed outright can't stop its child, which would
// hold a port or work on files for ever: the channel between them closes, and the child ends itself.
import { isMainThread } from 'node:worker_threads';

const KILL_MS = 15_000;

function end() {
  // One that can't end in order must not stay either.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), KILL_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}

// A process that this one forks would inherit the flag, and let go of a channel that it lives by.
const flag = process.execArgv.indexOf(import.meta.url);
if (flag > 0) process.execArgv.splice(flag - 1, 2);

// Threads inherit it all the same.
if (isMainThread && process.connected !== undefined) {
  process.once('disconnect', end);
  // A parent killed while Node started has left before anybody listened.
  if (!process.connected) end();
  // Listening alone must not keep a child that has done its work.
  process.channel?.unref();
}
