import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { VerificationNews } from '@/domain/audit-entries/types';

type VerificationResult = Pick<
  Extract<VerificationNews, { kind: 'result' }>,
  'verification' | 'checkpointProblem'
>;

/** The last verification of the audit log in this tab. */
interface LastVerification {
  /** `checkpoints`: every entry fits, but something is wrong with the checkpoints themselves. */
  state: 'intact' | 'altered' | 'checkpoints';
  /** ISO 8601. */
  at: string;
}

/** Nothing fetches it: the page that verifies the log notes it here. */
const options = queryOptions<LastVerification>({
  queryKey: ['last-verification'],
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Notes the result of a verification of the log that has just ended. */
export function noteVerification(
  client: QueryClient,
  { verification, checkpointProblem }: VerificationResult,
): void {
  const state = verification.problem ? 'altered' : checkpointProblem ? 'checkpoints' : 'intact';
  client.setQueryData(options.queryKey, { state, at: new Date().toISOString() });
}

/** The last verification in this tab, or undefined. */
export const useLastVerification = (): LastVerification | undefined => useQuery(options).data;
