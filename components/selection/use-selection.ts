'use client';

import { type ComponentType, useRef, useState } from 'react';
import { useOnDemand } from '../use-on-demand';

/**
 * Rows that a person has selected in a list. They stay selected on other pages and under other filters.
 *
 * @param rowKey the identity of a row
 * @param onSelect called when rows are ticked or unticked
 */
function useSelection<Row>(rowKey: (row: Row) => string, onSelect: () => void) {
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  /** Where a range begins: the row that was ticked last. */
  const last = useRef<string | null>(null);

  const select = (rows: Row[], isSelected: boolean) => {
    setSelected((before) => {
      const after = new Map(before);
      for (const row of rows) isSelected ? after.set(rowKey(row), row) : after.delete(rowKey(row));
      return after;
    });
    onSelect();
  };

  return {
    rows: [...selected.values()],
    has: (row: Row) => selected.has(rowKey(row)),
    select,
    /**
     * Ticks or unticks a row, or all rows from the last ticked one to this one.
     *
     * @param page all rows of the page
     */
    toggle(row: Row, { page, isRange }: { page: Row[]; isRange: boolean }) {
      const place = page.indexOf(row);
      const begin = page.findIndex((one) => rowKey(one) === last.current);
      const range =
        isRange && begin >= 0 ? page.slice(Math.min(begin, place), Math.max(begin, place) + 1) : [row];
      select(range, !selected.has(rowKey(row)));
      last.current = rowKey(row);
    },
    clear: () => setSelected(new Map()),
    /** Removes rows by their keys, for example those that are gone. */
    drop: (keys: string[]) =>
      setSelected((before) => new Map([...before].filter(([key]) => !keys.includes(key)))),
  };
}

export type Selection<Row> = ReturnType<typeof useSelection<Row>>;

/**
 * A selection with the part of the console that works on what is selected. The part is loaded with the first tick.
 *
 * @param rowKey the identity of a row
 * @param fetchPart imports the part
 */
export function useSelectedPart<Row, Props>(
  rowKey: (row: Row) => string,
  fetchPart: () => Promise<ComponentType<Props>>,
) {
  const { Part, want } = useOnDemand(fetchPart);
  const selection = useSelection(rowKey, () => {
    // If the part can't be loaded, the next tick tries again.
    if (!Part) want();
  });
  return { selection, Part, want };
}
