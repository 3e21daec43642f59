import { useDocumentTitle } from '@mantine/hooks';
import { listTitle, PAGE_TITLES } from '../ui/titles';

/**
 * Keeps the title of a list's page up to date. The server gives the first one, but is not asked when a filter changes.
 *
 * @param about the name of the one thing whose links the list shows, or undefined while it is loading
 */
export const useListTitle = (list: string, about: string | null | undefined) =>
  // An empty text leaves the title as it is.
  useDocumentTitle(
    about === undefined ? '' : PAGE_TITLES.template.replace('%s', () => listTitle(list, about)),
  );
