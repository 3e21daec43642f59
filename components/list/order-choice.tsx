import { NativeSelect } from '@mantine/core';
import classes from './filters.module.css';
import type { ListResource } from './list-resource';
import { orderOf } from './order';
import type { useListParams } from './use-list-params';

const ARROWS = { asc: '↑', desc: '↓' } as const;

interface Props<Row> {
  resource: Pick<ListResource<Row>, 'columns' | 'usual'>;
  state: ReturnType<typeof useListParams>;
}

/** The choice of the order, where the table has no headings to click. */
export function OrderChoice<Row>({ resource, state }: Props<Row>) {
  const current = orderOf(state.params, resource.usual);
  const orders = resource.columns.flatMap(({ header, sort }) =>
    sort === undefined
      ? []
      : (['asc', 'desc'] as const).map((direction) => ({
          value: `${sort} ${direction}`,
          label: `${header} ${ARROWS[direction]}`,
          choose: () => state.sortBy(sort, direction),
        })),
  );
  return (
    <NativeSelect
      className={classes.order}
      label="Order"
      data={orders.map(({ value, label }) => ({ value, label }))}
      value={`${current.sort} ${current.direction}`}
      onChange={({ currentTarget }) => orders.find(({ value }) => value === currentTarget.value)?.choose()}
    />
  );
}
