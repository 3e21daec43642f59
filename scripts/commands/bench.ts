import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import type { SizedWorld } from '@/bench/bench-world';
import { CASES } from '@/bench/cases';
import { describeFigure, type Figure, isMet } from '@/bench/figure';
import { fillWorld } from '@/domain/testing/filled-world';
import { migrate } from '@/prisma/migrate';
import { makeDatabase } from '../database/databases';
import { startThrowaway } from '../database/throwaway';
import { root } from '../paths';
import { type Lifecycle, supervise } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import { showFilling } from '../setup/show-filling';
import { npmScript, wholeNumber } from './input/npm-script';

const SMALL_LINKS = 10_000;

const command = npmScript(
  'bench',
  'Measures lists, removals, exports and verification in databases of its own, each against what it must reach.',
)
  .usage('[--links 1000000] [--quick] [--only overview]')
  .option('--links <count>', 'links of the large database; the small one has 10,000', wholeNumber, 1_000_000)
  .option('--quick', '100,000 links and fewer rounds, to see whether it works')
  .option('--only <text>', 'only what has this text in its name');

interface Options {
  links: number;
  quick?: boolean;
  only?: string;
}

/** Makes a database with so many links and a tenth as many audit entries. */
async function makeWorld(server: (name: string) => string, links: number, { signal }: Lifecycle) {
  const name = `links_${links}`;
  await makeDatabase(server('postgres'), name);
  await migrate(server(name));
  const entries = Math.ceil(links / 10);
  const labels = { doing: `Filling a database with ${links.toLocaleString('en')} links`, done: 'Filled' };
  const filling = { signal, ...showFilling() };
  const world = await step(labels, () => fillWorld(server(name), { links, entries }, { filling }));
  return { ...world, links, entries } satisfies SizedWorld;
}

async function measure(name: string, run: () => Promise<Figure>, signal: AbortSignal): Promise<Figure> {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    return {
      what: name,
      values: {},
      checks: [],
      failure: error instanceof Error ? error.message : String(error),
    };
  }
}

/** `npm run bench`: measures on throw-away databases, and writes bench/results.json. */
export async function run(args: string[]): Promise<number> {
  const { quick = false, only = '', ...given } = command.parse(args, { from: 'user' }).opts<Options>();
  const links = quick ? 100_000 : given.links;
  return supervise(async (lifecycle) => {
    const { signal } = lifecycle;
    const random = () => randomBytes(36).toString('base64url');
    const cluster = await startThrowaway();
    lifecycle.atEnd(cluster.stop);
    const server = cluster.url;
    Object.assign(process.env, {
      DATABASE_URL: server('postgres'),
      NEXTAUTH_SECRET: random(),
      AUDIT_KEY: random(),
    });
    const small = await makeWorld(server, SMALL_LINKS, lifecycle);
    lifecycle.atEnd(small.close);
    const large = await makeWorld(server, links, lifecycle);
    lifecycle.atEnd(large.close);

    const figures: Figure[] = [];
    const load = [loadavg()[0]];
    for (const [name, run] of CASES) {
      if (!name.includes(only)) continue;
      const figure = await measure(name, () => run({ small, large, rounds: quick ? 5 : 25, signal }), signal);
      figures.push(figure);
      console.log(describeFigure(figure));
    }
    load.push(loadavg()[0]);
    const met = figures.filter(isMet).length;
    console.log(
      `\n${met} of ${figures.length} have what they must. Load of the machine: ${load.join(' to ')}.`,
    );
    const machine = { cores: availableParallelism(), node: process.version, postgres: cluster.version, load };
    const file = path.join(root, 'bench/results.json');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ at: new Date(), links, machine, figures }, null, 2)}\n`);
    console.log('Written to bench/results.json.');
    return 0;
  }, 130);
}
