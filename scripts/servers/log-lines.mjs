// Loaded into a server's process before all other code. The log has one JSON line for each event, but
// Next.js, Node.js and packages print plain text. This turns everything they print into such lines; a stack
// trace becomes one line.
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
const minLevel = LEVELS[process.env.LOG_LEVEL] ?? LEVELS.info;
/** What Next.js prints about itself. Its address is not the one to use. */
const BANNER = /^\s*(▲|- |✓|$)/;
/** Next.js prints this stack when a client disconnects while it sends its request. */
const HUNG_UP = /^Error: aborted\n[\s\S]*\bECONNRESET\b/;

const write = process.stdout.write.bind(process.stdout);

function print(level, printed) {
  const msg = stripVTControlCharacters(printed).trim();
  const isNoise = HUNG_UP.test(msg) || msg.split('\n').every((line) => BANNER.test(line));
  const actual = isNoise ? LEVELS.debug : level;
  if (actual < minLevel) return;
  write(
    `${JSON.stringify({ level: actual, time: Date.now(), pid: process.pid, hostname: hostname(), msg })}\n`,
  );
}

for (const [method, level] of Object.entries({
  ...{ debug: LEVELS.debug, log: LEVELS.info, info: LEVELS.info, trace: LEVELS.debug },
  ...{ dir: LEVELS.info, table: LEVELS.info, warn: LEVELS.warn, error: LEVELS.error },
})) {
  console[method] = (...values) => print(level, format(...values));
}

/** For code that writes to the streams without `console`. The log itself writes to the file descriptor. */
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

// Node.js's own listener prints warnings without these streams.
process.removeAllListeners('warning');
process.on('warning', (warning) => print(LEVELS.warn, warning.stack ?? String(warning)));

// Without a listener, Node.js prints the stack without these streams and ends. Next.js adds its own and
// continues.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  print(LEVELS.fatal, format(error));
  process.exit(1);
});
