import { revealHidden } from '@/domain/values/characters';

const PRODUCT = 'Access Console';

export const PAGE_TITLES = { template: `%s · ${PRODUCT}`, default: PRODUCT };

/**
 * The title of a list's page.
 *
 * @param about the name of the one thing whose links the list shows
 */
export const listTitle = (list: string, about: string | null): string =>
  about === null ? list : `${revealHidden(about)} · ${list}`;
