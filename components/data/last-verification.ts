import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';

/** The last verification of the audit log in this tab. */
interface LastVerification {
  isIntact: boolean;
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

/** Notes that the log has been verified just now. */
export const noteVerification = (client: QueryClient, isIntact: boolean) =>
  client.setQueryData(options.queryKey, { isIntact, at: new Date().toISOString() });

/** The last verification in this tab, or undefined. */
export const useLastVerification = (): LastVerification | undefined => useQuery(options).data;
