// Loaded into a server's process before anything else. The log is one JSON line per event; Next.js, Node.js and
// packages print as they like. What they print becomes such a line, a stack of many lines too.
import { hostname } from 'node:os';
import { format, stripVTControlCharacters } from 'node:util';

const LEVELS = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  silent: Number.POSITIVE_INFINITY,
};
const least = LEVELS[process.env.LOG_LEVEL] ?? LEVELS.info;
/** What Next.js says of itself; the address that it names is not the one to use. */
const BANNER = /^\s*(▲|- |✓|$)/;
/** A client that hung up while it sent its request, of which Next.js prints the stack. */
const HUNG_UP = /^Error: aborted\n[\s\S]*\bECONNRESET\b/;

const write = process.stdout.write.bind(process.stdout);

function print(level, printed) {
  const msg = stripVTControlCharacters(printed).trim();
  const isNoise = HUNG_UP.test(msg) || msg.split('\n').every((line) => BANNER.test(line));
  const actual = isNoise ? LEVELS.debug : level;
  if (actual < least) return;
  write(
    `${JSON.stringify({ level: actual, time: Date.now(), pid: process.pid, hostname: hostname(), msg })}\n`,
  );
}

for (const [method, level] of Object.entries({
  ...{ debug: LEVELS.debug, log: LEVELS.info, info: LEVELS.info, trace: LEVELS.debug },
  ...{ dir: LEVELS.info, table: LEVELS.info, warn: LEVELS.warn, error: LEVELS.error },
})) {
  console[method] = (...words) => print(level, format(...words));
}

/** Whoever writes to the streams without the console. The log itself writes to the file descriptor. */
function printWritten(level) {
  return (chunk, encoding, done) => {
    print(level, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}
process.stdout.write = printWritten(LEVELS.info);
process.stderr.write = printWritten(LEVELS.error);

// Node.js has a listener that prints warnings past the streams.
process.removeAllListeners('warning');
process.on('warning', (warning) => print(LEVELS.warn, warning.stack ?? String(warning)));

// Without a listener, Node.js prints the stack past the streams and ends. Next.js has one of its own, and goes on.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  print(LEVELS.fatal, format(error));
  process.exit(1);
});
