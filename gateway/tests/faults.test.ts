import { expect, it } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { type Fault, runFaults } from '../testing/faults/run';

setUpTestDatabase();

const SEED = 4711;
const SHORT: Fault[] = ['gateway', 'after', 'gateway', 'connections', 'before', 'gateway'];

// `npm run faults` is the long form.
it(`nothing is lost, done twice or told otherwise than it is, whatever breaks (seed ${SEED})`, async () => {
  const rounds = await runFaults({ url: process.env.DATABASE_URL ?? '', seed: SEED, faults: SHORT });
  expect(rounds.flatMap(({ fault, problems }) => problems.map((problem) => `${fault}: ${problem}`))).toEqual(
    [],
  );
  expect(rounds.map(({ fault }) => fault)).toEqual(SHORT);
  // Without requests that were cut off nothing would be proved.
  expect(rounds.some(({ repeated }) => repeated > 0)).toBe(true);
}, 600_000);
