import type { Place } from './mark';
import type { Part } from './part';

/** How far a filling is. */
export interface Progress {
  /** Name of the part that is being filled. */
  part: string;
  /** Rows so far, and in the whole world. */
  done: number;
  total: number;
  /** Rows per second in this run. */
  rate: number;
  /** Null until the rate is known. */
  secondsLeft: number | null;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** A run's progress, from the place where it begins. */
export class ProgressCount {
  private readonly total: number;
  private done: number;
  private readonly doneBefore: number;
  private readonly startedAt = performance.now();

  constructor(
    private readonly parts: readonly Part[],
    { part, holder }: Place,
  ) {
    this.total = sumOf(parts.map(({ rows }) => rows));
    const current = parts[part];
    const inCurrent = current?.holders ? (current.rows * holder) / current.holders : 0;
    this.done = Math.round(sumOf(parts.slice(0, part).map(({ rows }) => rows)) + inCurrent);
    this.doneBefore = this.done;
  }

  /** Counts rows, and returns the progress with them. */
  add(rows: number, part: number): Progress {
    this.done += rows;
    const seconds = (performance.now() - this.startedAt) / 1_000;
    const made = this.done - this.doneBefore;
    const { done, total } = this;
    const rate = made / seconds;
    const secondsLeft = seconds < 1 || made === 0 ? null : Math.max(0, total - done) / rate;
    return { part: this.parts[part]?.name ?? '', done, total, rate, secondsLeft };
  }
}
