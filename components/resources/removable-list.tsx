'use client';

import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { RemovalButton } from '../removal/removal-button';
import type { RemovalResource } from '../removal/removal-resource';
import { useRemoval } from '../removal/use-removal';

interface Props<Row, Facts> {
  list: ListResource<Row>;
  removal: RemovalResource<Row, Facts>;
  /** Without the right the buttons are hidden. The server would refuse the call anyway. */
  mayRemove: boolean;
  fixed?: Partial<ListParams>;
}

/** A list whose rows can be removed. */
export function RemovableList<Row, Facts>({ list, removal: resource, mayRemove, fixed }: Props<Row, Facts>) {
  const removal = useRemoval(resource);
  const rowAction = (row: Row) => <RemovalButton row={row} resource={resource} removal={removal} />;
  return (
    <>
      <ResourceList resource={list} fixed={fixed} rowAction={mayRemove ? rowAction : undefined} />
      {mayRemove && removal.dialog}
    </>
  );
}
