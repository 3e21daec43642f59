import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { noteVerification } from './last-verification';

const problem = { seq: '7', words: 'Entry 7 is missing.' };
const missing = 'The file of checkpoints is missing.';

it.each([
  ['intact', null, null],
  ['altered', problem, null],
  ['altered', problem, missing],
  ['checkpoints', null, missing],
])('notes the state %s of the log after a verification', (state, found, checkpointProblem) => {
  const client = new QueryClient();
  noteVerification(client, { verification: { entries: 6, problem: found }, checkpointProblem });
  expect(client.getQueryData(['last-verification'])).toMatchObject({ state });
});
