import { expect, it } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { type Fault, runFaults } from '../testing/faults/run';

setUpTestDatabase();

const SEED = 4711;
const SHORT: Fault[] = ['gateway', 'after', 'gateway', 'connections', 'before', 'gateway'];

// `npm run faults` runs more rounds.
it(`no request is lost, done twice or answered wrongly after any fault (seed ${SEED})`, async () => {
  const rounds = await runFaults({ url: process.env.DATABASE_URL ?? '', seed: SEED, faults: SHORT });
  expect(rounds.flatMap(({ fault, problems }) => problems.map((problem) => `${fault}: ${problem}`))).toEqual(
    [],
  );
  expect(rounds.map(({ fault }) => fault)).toEqual(SHORT);
  // Without interrupted requests this would prove nothing.
  expect(rounds.some(({ repeated }) => repeated > 0)).toBe(true);
}, 600_000);
