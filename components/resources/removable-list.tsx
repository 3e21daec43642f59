'use client';

import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { RemovalButton } from '../removal/removal-button';
import type { RemovalResource } from '../removal/removal-resource';
import { refusalId, useRefusal } from '../removal/use-refusal';
import { useRemoval } from '../removal/use-removal';
import { SelectableList } from '../selection/selectable-list';

interface Props<Row, Facts> {
  list: ListResource<Row>;
  removal: RemovalResource<Row, Facts>;
  /** Without the right the buttons are hidden. The server would refuse the call anyway. */
  mayRemove: boolean;
  fixed?: Partial<ListParams>;
}

/** A list whose rows can be removed, one by one or several at once. */
export function RemovableList<Row, Facts>({ list, removal: resource, mayRemove, fixed }: Props<Row, Facts>) {
  const removal = useRemoval(resource);
  const refusalOf = useRefusal(resource);
  if (!mayRemove) return <ResourceList resource={list} fixed={fixed} />;
  return (
    <>
      <SelectableList
        resource={list}
        fixed={fixed}
        rowName={resource.rowName}
        refusedBy={(row) => (refusalOf(row) === null ? undefined : refusalId(resource.rowKey(row)))}
        rowAction={(row) => <RemovalButton row={row} resource={resource} removal={removal} />}
        fetchPart={async () => {
          const { SelectedRows } = await import('../selection/selected-rows');
          return (selected) => <SelectedRows<Row, Facts> removal={resource} {...selected} />;
        }}
      />
      {removal.dialog}
    </>
  );
}
