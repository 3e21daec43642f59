import {
  keepPreviousData,
  type QueryClient,
  type QueryFilters,
  type QueryKey,
  queryOptions,
} from '@tanstack/react-query';
import type { AccountView } from '@/domain/accounts/types';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import type { Preview } from '@/domain/call/types';
import type { CompanyView } from '@/domain/companies/types';
import type { Page } from '@/domain/lists/paging';
import type { QueryPrefix } from '@/domain/live/types';
import type { OmsView } from '@/domain/omses/types';
import type { Overview } from '@/domain/overview/types';
import type { Plan, StepRequest } from '@/domain/plans/types';
import type { SearchHit } from '@/domain/search/types';
import type { OwnSession, PresentSession, SessionEnds } from '@/domain/sessions/types';
import type { Person } from '@/domain/users/types';
import { type ListParams, listQuery } from '../list/list-params';
import { ApiError, fetchJson, fetchSession } from './fetch-json';
import { meet, tabNow } from './tab';

/** Every query key of the console. A prefix matches all keys below it. */
const keys = {
  /** All data that a removal may change. */
  data: ['data'] as const,
  list: (name: string, params: ListParams) => ['data', 'list', name, params] as const,
  oms: (id: number) => ['data', 'oms', id] as const,
  account: (id: number) => ['data', 'account', id] as const,
  company: (id: number) => ['data', 'company', id] as const,
  overview: ['data', 'overview'] as const,
  person: (id: number) => ['data', 'person', id] as const,
  auditEntry: (seq: string) => ['data', 'audit', seq] as const,
  search: (term: string) => ['search', term] as const,
  ownSessions: ['data', 'own-sessions'] as const,
  preview: (call: string, request: object) => ['preview', call, request] as const,
  plan: (steps: readonly StepRequest[], review: number) => ['preview', 'plan', steps, review] as const,
};

/** Separate from the data, because a removal does not change when the session ends. */
export const SESSION_KEY = ['session'] as const;

export const listOptions = <Row>(name: string, params: ListParams) =>
  queryOptions({
    queryKey: keys.list(name, params),
    queryFn: ({ signal }) => fetchJson<Page<Row>>(`/api/lists/${name}${listQuery(params)}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** One thing at one address. */
const dataOptions = <Data>(queryKey: QueryKey, path: string) =>
  queryOptions({ queryKey, queryFn: ({ signal }) => fetchJson<Data>(path, { signal }) });

/** An OMS without its operators. */
export const omsOptions = (id: number) => dataOptions<OmsView>(keys.oms(id), `/api/omses/${id}`);

/** An account without its users. */
export const accountOptions = (id: number) =>
  dataOptions<AccountView>(keys.account(id), `/api/accounts/${id}`);

export const companyOptions = (id: number) =>
  dataOptions<CompanyView>(keys.company(id), `/api/companies/${id}`);

/** Counts, findings and recent activity. */
export const overviewOptions = dataOptions<Overview>(keys.overview, '/api/overview');

/** A person with all the access they still have. */
export const personOptions = (id: number) => dataOptions<Person>(keys.person(id), `/api/people/${id}`);

export const auditEntryOptions = (seq: string) =>
  dataOptions<AuditEntryView>(keys.auditEntry(seq), `/api/audit/${seq}`);

/** The actor's own open sessions. */
export const ownSessionsOptions = dataOptions<{ sessions: OwnSession[] }>(keys.ownSessions, '/api/sessions');

/**
 * Refetches everything on the screen.
 *
 * @returns when the new state has arrived
 */
export const refreshData = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keys.data });

/** Refetches every active query except the session, whether it has data or not. */
export const refetchAll = (client: QueryClient): Promise<void> =>
  client.refetchQueries({ type: 'active', predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });

/** Runs an action and returns whether the data of some queries on the screen changed. */
async function hasChanged(client: QueryClient, filters: QueryFilters, work: () => Promise<unknown>) {
  const shown = client.getQueryCache().findAll({ ...filters, type: 'active' });
  const before = shown.map((query) => query.state.data);
  await work();
  return shown.some((query, index) => query.state.data !== before[index]);
}

/**
 * Refetches some of the data on the screen, each query once.
 *
 * @param isAffected whether to refetch the data under a key, without its prefix
 * @returns whether any of the data changed
 */
export function refreshQueries(
  client: QueryClient,
  isAffected: (area: QueryPrefix) => boolean,
): Promise<boolean> {
  const filters: QueryFilters = {
    queryKey: keys.data,
    predicate: ({ queryKey }) => isAffected(queryKey.slice(1) as unknown as QueryPrefix),
  };
  return hasChanged(client, filters, () => client.invalidateQueries(filters));
}

/**
 * Refetches data that arrives with a page which the server rendered too early.
 *
 * @param isTooOld whether the data under this key, without its prefix, may have changed since
 * @returns stops it
 */
export const watchArrivals = (client: QueryClient, isTooOld: (area: QueryPrefix) => boolean): (() => void) =>
  client.getQueryCache().subscribe((event) => {
    const { queryKey, state } = event.query;
    const [beginning, ...area] = queryKey as QueryPrefix;
    // A page adds its data as a new query, or replaces the data of an existing one.
    const isArrival =
      (event.type === 'added' && state.data !== undefined) ||
      (event.type === 'updated' && event.action.type === 'setState');
    if (isArrival && beginning === keys.data[0] && isTooOld(area)) client.invalidateQueries({ queryKey });
  });

/**
 * Refetches everything on the screen that was not fetched just now.
 *
 * @returns whether any of the data changed
 */
export const refreshStale = (client: QueryClient): Promise<boolean> =>
  hasChanged(client, { queryKey: keys.data }, () =>
    client.refetchQueries({ queryKey: keys.data, type: 'active', stale: true }),
  );

/** The results of a search, of every kind. */
export const searchOptions = (term: string) =>
  queryOptions({
    queryKey: keys.search(term),
    queryFn: ({ signal }) =>
      fetchJson<SearchHit[]>(`/api/search?${new URLSearchParams({ term })}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: term !== '',
  });

/** The facts that a person confirms never come from the cache. */
const confirmed = {
  staleTime: 0,
  gcTime: 0,
  refetchOnWindowFocus: false,
  // After a lost answer, the dialog shows what it knows. Only a repeated request may change that.
  refetchOnReconnect: false,
} as const;

/** The preview of a removal. */
export const previewOptions = <Facts>(call: string, request: object) =>
  queryOptions({
    queryKey: keys.preview(call, request),
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ request: JSON.stringify(request) });
      return fetchJson<Preview<Facts>>(`/api/previews/${call}?${query}`, { signal });
    },
    ...confirmed,
  });

/**
 * The preview of a plan.
 *
 * @param review number of the review; each review fetches the preview again
 */
export const planOptions = (steps: readonly StepRequest[], review: number) =>
  queryOptions({
    queryKey: keys.plan(steps, review),
    queryFn: ({ signal }) => {
      const body = JSON.stringify({ steps });
      const headers = { 'Content-Type': 'application/json' };
      return fetchJson<Plan>('/api/plans', { method: 'POST', body, headers, signal });
    },
    ...confirmed,
  });

/**
 * Fetches the session and records its user for the tab. `askedAt` is the time of the request, because an
 * answer can be delivered late when the machine sleeps.
 */
async function askSession(init: RequestInit): Promise<SessionEnds & { askedAt: number }> {
  const askedAt = Date.now();
  try {
    const { owner, ...ends } = await fetchSession<PresentSession>(init);
    meet(owner);
    return { ...ends, askedAt };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) meet(null);
    throw error;
  }
}

/** When the session ends, in seconds after `askedAt`. The request does not count as activity. */
export const sessionOptions = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => askSession({ signal }),
  // A person who returns to this tab may have signed in elsewhere a moment ago.
  refetchOnWindowFocus: 'always',
  // Without a session or an answer, the session may come back at any time.
  refetchInterval: ({ state }) => (state.error ? 3_000 : false),
});

/**
 * Fetches the session again.
 *
 * @returns whether the tab's owner is signed in
 */
export async function isOwnerThere(client: QueryClient): Promise<boolean> {
  const answer = await client.query({ ...sessionOptions, staleTime: 0 }).catch(() => null);
  return answer !== null && tabNow().otherUser === null;
}

/** Records the person's activity on the server. */
export const touchSession = () => askSession({ method: 'POST' });
