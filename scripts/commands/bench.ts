import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type SizedWorld, SMALL_LINKS } from '@/bench/bench-world';
import { CASES } from '@/bench/cases';
import { describeFigure, type Figure, isMet } from '@/bench/figure';
import { fillWorld } from '@/domain/testing/filled-world';
import { MAX_LINKS } from '@/prisma/big-world/size';
import { migrate } from '@/prisma/migrate';
import { makeDatabase } from '../database/databases';
import { startThrowaway } from '../database/throwaway';
import { root } from '../paths';
import { type Lifecycle, supervise } from '../servers/supervise';
import { step } from '../setup/progress.mjs';
import { showFilling } from '../setup/show-filling';
import { UserError } from '../setup/user-error.mjs';
import { npmScript, wholeNumber } from './input/npm-script';

function links(given: string): number {
  const count = wholeNumber(given);
  if (count > SMALL_LINKS && count <= MAX_LINKS) return count;
  throw new InvalidArgumentError(
    `It must be more than 10,000 and at most ${MAX_LINKS.toLocaleString('en')}.`,
  );
}

/** The cases that have this text in their names. */
function casesWith(text: string) {
  const cases = [...CASES].filter(([name]) => name.includes(text));
  if (cases.length === 0) throw new UserError(`Nothing that is measured has "${text}" in its name.`);
  return cases;
}

const command = npmScript(
  'bench',
  'Measures lists, removals, exports and verification in databases of its own, each against what it must reach.',
)
  .usage('[--links 1000000] [--quick] [--only overview]')
  .option('--links <count>', 'links of the large database; the small one has 10,000', links, 1_000_000)
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
  return { ...world, links } satisfies SizedWorld;
}

async function measure(run: () => Promise<Figure>, signal: AbortSignal): Promise<Figure> {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    return { values: {}, checks: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

/** `npm run bench`: measures on throw-away databases. A whole run writes bench/results.json. */
export async function run(args: string[]): Promise<number> {
  const { quick = false, only = '', ...given } = command.parse(args, { from: 'user' }).opts<Options>();
  const count = quick ? 100_000 : given.links;
  const cases = casesWith(only);
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
    const large = await makeWorld(server, count, lifecycle);
    lifecycle.atEnd(large.close);

    const figures: Record<string, Figure> = {};
    const load = [loadavg()[0]];
    for (const [name, run] of cases) {
      const figure = await measure(() => run({ small, large, rounds: quick ? 5 : 25, signal }), signal);
      figures[name] = figure;
      console.log(describeFigure(name, figure));
    }
    load.push(loadavg()[0]);
    const met = Object.values(figures).filter(isMet).length;
    console.log(
      `\n${met} of ${cases.length} are within their limits. Load of the machine: ${load.join(' to ')}.`,
    );
    if (quick || only !== '') return 0;
    const machine = { cores: availableParallelism(), node: process.version, postgres: cluster.version, load };
    const file = path.join(root, 'bench/results.json');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ at: new Date(), links: count, machine, figures }, null, 2)}\n`);
    console.log('Written to bench/results.json.');
    return 0;
  }, 130);
}
