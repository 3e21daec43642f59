import type { ListParams } from './list-params';
import type { ListResource } from './list-resource';

type Order = ListResource<unknown>['usual'];

/** The order that a list is in: what the address says, or else the list's usual one. */
export const orderOf = (params: ListParams, { sort, direction }: Order): Order => ({
  sort: params.sort ?? sort,
  direction: params.direction ?? direction,
});
