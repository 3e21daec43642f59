// Loaded into a child process before anything else. A parent that is killed outright can't stop its child, which would
// hold a port or work on files for ever: the channel between them closes, and the child ends itself.
import { isMainThread } from 'node:worker_threads';

const KILL_MS = 15_000;

function end() {
  // One that can't end in order must not stay either.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), KILL_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}

// Threads, and processes without a channel, inherit the flag that loads this.
if (isMainThread && process.connected !== undefined) {
  process.once('disconnect', end);
  // A parent killed while Node started has left before anybody listened.
  if (!process.connected) end();
  // Listening alone must not keep a child that has done its work.
  process.channel?.unref();
}
