/** The address of each kind of target, by id. Every name of a target links there. */
export const HREFS = {
  person: (id: number) => `/people/${id}`,
  oms: (id: number) => `/operators?oms=${id}`,
  account: (id: number) => `/account-links?account=${id}`,
  company: (id: number) => `/companies/${id}`,
  entry: (seq: number) => `/audit/${seq}`,
};
