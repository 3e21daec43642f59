import { keepPreviousData, type QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query';
import type { AuditEntryView } from '@/domain/audit-entries/types';
import type { Preview } from '@/domain/call/types';
import type { CompanyView } from '@/domain/companies/types';
import type { Page } from '@/domain/lists/paging';
import type { QueryPrefix } from '@/domain/live/types';
import type { Overview } from '@/domain/overview/types';
import type { Plan, StepRequest } from '@/domain/plans/types';
import type { SearchHit } from '@/domain/search/types';
import type { OwnSession, PresentSession, SessionEnds } from '@/domain/sessions/types';
import type { Person } from '@/domain/users/types';
import { type ListParams, listQuery } from '../list/list-params';
import { ApiError, fetchJson, fetchSession } from './fetch-json';
import { meet, tabNow } from './tab';

/** Every query key of the console. A prefix stands for all that lies below it. */
const keys = {
  /** Whatever a removal may have changed. */
  data: ['data'] as const,
  list: (name: string, params: ListParams) => ['data', 'list', name, params] as const,
  company: (id: number) => ['data', 'company', id] as const,
  overview: ['data', 'overview'] as const,
  person: (id: number) => ['data', 'person', id] as const,
  auditEntry: (seq: string) => ['data', 'audit', seq] as const,
  search: (term: string) => ['search', term] as const,
  ownSessions: ['data', 'own-sessions'] as const,
  preview: (call: string, request: object) => ['preview', call, request] as const,
  plan: (steps: readonly StepRequest[], review: number) => ['preview', 'plan', steps, review] as const,
};

/** When the session ends stands apart from the data: nothing that is removed changes it. */
export const SESSION_KEY = ['session'] as const;

/** One page of a list. */
export const listOptions = <Row>(name: string, params: ListParams) =>
  queryOptions({
    queryKey: keys.list(name, params),
    queryFn: ({ signal }) => fetchJson<Page<Row>>(`/api/lists/${name}${listQuery(params)}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** A company with its members. */
export const companyOptions = (id: number) =>
  queryOptions({
    queryKey: keys.company(id),
    queryFn: ({ signal }) => fetchJson<CompanyView>(`/api/companies/${id}`, { signal }),
  });

/** Counts, what needs attention and what was done lately. */
export const overviewOptions = queryOptions({
  queryKey: keys.overview,
  queryFn: ({ signal }) => fetchJson<Overview>('/api/overview', { signal }),
});

/** A person with all he can still do. */
export const personOptions = (id: number) =>
  queryOptions({
    queryKey: keys.person(id),
    queryFn: ({ signal }) => fetchJson<Person>(`/api/people/${id}`, { signal }),
  });

/** An entry of the audit log. */
export const auditEntryOptions = (seq: string) =>
  queryOptions({
    queryKey: keys.auditEntry(seq),
    queryFn: ({ signal }) => fetchJson<AuditEntryView>(`/api/audit/${seq}`, { signal }),
  });

/** The reader's own sessions that are open. */
export const ownSessionsOptions = queryOptions({
  queryKey: keys.ownSessions,
  queryFn: ({ signal }) => fetchJson<{ sessions: OwnSession[] }>('/api/sessions', { signal }),
});

/**
 * Fetches everything anew that is on the screen.
 *
 * @returns when the new state is there
 */
export const refreshData = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keys.data });

/** Fetches everything anew that is asked for just now, data or not, but the session. */
export const refetchAll = (client: QueryClient): Promise<void> =>
  client.refetchQueries({ type: 'active', predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });

/** Does something, and says whether what is on the screen under some keys is different afterwards. */
async function hasChanged(client: QueryClient, prefixes: QueryKey[], work: () => Promise<unknown>) {
  const cache = client.getQueryCache();
  const shown = prefixes.flatMap((queryKey) => cache.findAll({ queryKey, type: 'active' }));
  const before = shown.map((query) => query.state.data);
  await work();
  return shown.some((query, index) => query.state.data !== before[index]);
}

/**
 * Fetches parts of what is on the screen anew.
 *
 * @param areas beginnings of their keys
 * @returns whether any of them is different now
 */
export function refreshQueries(client: QueryClient, areas: readonly QueryPrefix[]): Promise<boolean> {
  const prefixes = areas.map((area) => [...keys.data, ...area]);
  return hasChanged(client, prefixes, () =>
    Promise.all(prefixes.map((queryKey) => client.invalidateQueries({ queryKey }))),
  );
}

/**
 * Fetches anew what arrives with a page that was made too early.
 *
 * @param isTooOld whether something that is kept under this key, after its beginning, may have changed meanwhile
 * @returns ends it
 */
export const watchArrivals = (client: QueryClient, isTooOld: (area: QueryPrefix) => boolean): (() => void) =>
  client.getQueryCache().subscribe((event) => {
    const { queryKey, state } = event.query;
    const [beginning, ...area] = queryKey as QueryPrefix;
    // A page brings its data for a query that is new, or in place of what that had.
    const isArrival =
      (event.type === 'added' && state.data !== undefined) ||
      (event.type === 'updated' && event.action.type === 'setState');
    if (isArrival && beginning === keys.data[0] && isTooOld(area)) client.invalidateQueries({ queryKey });
  });

/**
 * Fetches everything anew that is on the screen and was not fetched just now.
 *
 * @returns whether any of it is different now
 */
export const refreshStale = (client: QueryClient): Promise<boolean> =>
  hasChanged(client, [keys.data], () =>
    client.refetchQueries({ queryKey: keys.data, type: 'active', stale: true }),
  );

/** What is found of any kind under a term. */
export const searchOptions = (term: string) =>
  queryOptions({
    queryKey: keys.search(term),
    queryFn: ({ signal }) =>
      fetchJson<SearchHit[]>(`/api/search?${new URLSearchParams({ term })}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: term !== '',
  });

/** What somebody confirms never comes from the cache. */
const confirmed = {
  staleTime: 0,
  gcTime: 0,
  refetchOnWindowFocus: false,
  // After a lost answer the dialog says what it knows; only asking again may change that.
  refetchOnReconnect: false,
} as const;

/** The facts before a removal. */
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
 * The facts before a plan.
 *
 * @param steps what is to be done
 * @param review number of the review that they are for: each is read anew
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
 * Asks for the session, and lets the tab know whose it is. It counts from the asking: an answer may lie about while
 * the machine sleeps, and what it says was true before.
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

/** When the session ends, in seconds after `askedAt`. Asking is no activity. */
export const sessionOptions = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ signal }) => askSession({ signal }),
  // Whoever comes back may have signed in elsewhere a moment ago.
  refetchOnWindowFocus: 'always',
  // And while there is no session, or no answer, it may be back at any time.
  refetchInterval: ({ state }) => (state.error ? 3_000 : false),
});

/**
 * Asks anew whose session it is.
 *
 * @returns whether the tab's owner is signed in
 */
export async function isOwnerThere(client: QueryClient): Promise<boolean> {
  const answer = await client.query({ ...sessionOptions, staleTime: 0 }).catch(() => null);
  return answer !== null && tabNow().otherUser === null;
}

/** Tells the server that somebody is there. */
export const touchSession = () => askSession({ method: 'POST' });
