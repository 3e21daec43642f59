/** Where each thing is shown, by its id: every name of it leads there. */
export const HREFS = {
  person: (id: number) => `/people/${id}`,
  oms: (id: number) => `/operators?oms=${id}`,
  account: (id: number) => `/account-links?account=${id}`,
  company: (id: number) => `/companies/${id}`,
};
