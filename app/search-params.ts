/** The query of a page, as Next.js passes it to the page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
