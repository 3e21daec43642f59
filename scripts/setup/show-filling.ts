import type { Progress } from '@/prisma/big-world/progress';
import { duration } from './progress.mjs';

/** A terminal's line is written again so often, other output gets a line so often. */
const EVERY_MS = { terminal: 200, other: 10_000 };

const count = (number: number) => Math.round(number).toLocaleString('en');

function describeProgress({ part, done, total, rate, secondsLeft }: Progress): string {
  const percent = Math.min(100, Math.floor((100 * done) / total));
  const left = secondsLeft === null ? '' : `, ${duration(secondsLeft * 1_000)} left`;
  return `${percent} % · ${part} · ${count(done)} of ${count(total)} rows · ${count(rate)} rows/s${left}`;
}

/** Shows on standard output how far the filling of a database is. */
export function showFilling(output: NodeJS.WriteStream = process.stdout) {
  const every = output.isTTY ? EVERY_MS.terminal : EVERY_MS.other;
  // Replaces the line that the terminal shows.
  const anew = output.isTTY ? '\r\x1b[2K' : '';
  let shownAt = performance.now();
  return {
    onBegin({ isContinued, isComplete }: { isContinued: boolean; isComplete: boolean }) {
      if (!isContinued) return;
      const text = isComplete
        ? 'This database already has that world. Nothing was changed.'
        : 'An earlier run was interrupted: continuing where it stopped.';
      output.write(`${anew}  ${text}\n`);
    },
    onProgress(progress: Progress) {
      if (performance.now() - shownAt < every) return;
      shownAt = performance.now();
      const line = `  ${describeProgress(progress)}`;
      output.write(output.isTTY ? `${anew}${line}` : `${line}\n`);
    },
  };
}
