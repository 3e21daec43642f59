import { RESOURCES } from '@/components/resources/config';
import { FORMATS } from '@/console/api/export-format';
import { verifyChain } from '@/domain/audit-entries/verify';
import { allPages } from '@/domain/lists/all-pages';
import { contextOf } from '@/domain/testing/actors';
import { listAccountLinks } from '@/domain/user-accounts/list';
import type { Bench } from './bench-world';
import type { Figure } from './figure';

const MEBIBYTE = 2 ** 20;

/** An export ends after so many rows. */
const MOST_ROWS = 200_000;

/** An export as CSV, without the network. */
export async function exportAsCsv({ large, signal }: Bench): Promise<Figure> {
  let [rows, memory] = [0, 0];
  const before = process.memoryUsage.rss();
  async function* some() {
    const asked = { request: { filters: {} }, context: contextOf() };
    for await (const page of allPages(listAccountLinks, async () => large.actor, asked)) {
      signal.throwIfAborted();
      yield page;
      rows += page.length;
      memory = Math.max(memory, process.memoryUsage.rss() - before);
      if (rows >= MOST_ROWS) return;
    }
  }
  const begin = performance.now();
  await large.within(async () => {
    for await (const _ of FORMATS.csv.write(some(), RESOURCES['account-links'].export.columns));
  });
  return {
    values: { rows },
    checks: [
      { name: 'rows per second', value: (1_000 * rows) / (performance.now() - begin), atLeast: 30_000 },
      { name: 'memory in MiB', value: memory / MEBIBYTE, atMost: 50 },
    ],
  };
}

/** The verification of the whole audit log. */
export async function verification({ large, signal }: Bench): Promise<Figure> {
  const begin = performance.now();
  const { entries, problem } = await large.within(() => verifyChain({ signal }));
  const seconds = (performance.now() - begin) / 1_000;
  return {
    values: { entries },
    checks: [{ name: 'entries per second', value: entries / seconds, atLeast: 100_000 }],
    ...(problem && { failure: problem.words }),
  };
}
