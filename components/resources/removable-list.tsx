'use client';

import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { RemovalButton } from '../removal/removal-button';
import type { RemovalResource } from '../removal/removal-resource';
import { refusalId, useRefusal } from '../removal/use-refusal';
import { useRemoval } from '../removal/use-removal';
import { PageBox, RowBox } from '../selection/row-box';
import { useSelection } from '../selection/use-selection';
import { plainWords } from '../ui/sentence';
import { useOnDemand } from '../use-on-demand';

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
  const removable = (page: Row[]) => page.filter((row) => refusalOf(row) === null);
  const { Part: SelectedRows, want } = useOnDemand(() =>
    import('../selection/selected-rows').then((part) => part.SelectedRows<Row, Facts>),
  );
  const selection = useSelection(resource.rowKey, () => {
    // If the bar can't be loaded, the next tick tries again.
    if (!SelectedRows) want();
  });
  if (!mayRemove) return <ResourceList resource={list} fixed={fixed} />;
  return (
    <>
      <ResourceList
        resource={list}
        fixed={fixed}
        rowAction={(row) => <RemovalButton row={row} resource={resource} removal={removal} />}
        boxes={{
          head: (page) => <PageBox selection={selection} page={removable(page)} />,
          row: (row, page) => (
            <RowBox
              selection={selection}
              page={removable(page)}
              row={row}
              name={plainWords(resource.rowName(row))}
              refusedBy={refusalOf(row) === null ? undefined : refusalId(resource.rowKey(row))}
            />
          ),
        }}
      >
        {(shown) =>
          SelectedRows && (
            <SelectedRows list={list.list} removal={resource} selection={selection} shown={shown} />
          )
        }
      </ResourceList>
      {removal.dialog}
    </>
  );
}
