import type { ListParams } from './list-params';
import type { ListResource } from './list-resource';

type Order = ListResource<unknown>['usual'];

/** The order of a list: the one in the address, otherwise the list's default. */
export const orderOf = (params: ListParams, { sort, direction }: Order): Order => ({
  sort: params.sort ?? sort,
  direction: params.direction ?? direction,
});
