/** The query of a page's address, as Next hands it in. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
