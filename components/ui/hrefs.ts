import { MAX_STEPS } from '@/domain/plans/types';

/** The address of each kind of target, by id. Every name of a target links there. */
export const HREFS = {
  person: (id: number) => `/people/${id}`,
  oms: (id: number) => `/operators?oms=${id}`,
  account: (id: number) => `/account-links?account=${id}`,
  company: (id: number) => `/companies/${id}`,
  entry: (seq: number) => `/audit/${seq}`,
};

/** The address of some audit entries, by number: the page of one, the list of several. */
export const entriesHref = (seqs: readonly string[]) =>
  seqs.length === 1 ? `/audit/${seqs[0]}` : `/audit?entries=${seqs.slice(-MAX_STEPS).join()}`;
