/** The query of a page, as Next.js passes it to the page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What Next.js passes to a page: the variable parts of its path, and its query. */
export interface PageProps<Params = object> {
  params: Promise<Params>;
  searchParams: SearchParams;
}
