'use client';

import { Button } from '@mantine/core';
import { IconFilter2 } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useOnDemand } from '../use-on-demand';
import classes from './filters.module.css';
import type { Filter, ListResource } from './list-resource';
import type { useListParams } from './use-list-params';

interface Props<Row> {
  ref: RefObject<HTMLButtonElement | null>;
  resource: ListResource<Row>;
  filters: Filter[];
  state: ReturnType<typeof useListParams>;
}

/** Opens the panel of the filters, which is loaded on the first click. */
export function FilterButton<Row>({ ref, resource, filters, state }: Props<Row>) {
  const [isOpen, setOpen] = useState(false);
  const { Part: Panel, want } = useOnDemand(() =>
    import('./filter-panel').then((part) => part.FilterPanel<Row>),
  );
  const close = () => {
    setOpen(false);
    ref.current?.focus();
  };
  return (
    <div className={classes.wrapper}>
      <Button
        ref={ref}
        variant="default"
        size="sm"
        leftSection={<IconFilter2 size={16} aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : want(() => setOpen(true)))}
      >
        Filter
      </Button>
      {Panel && isOpen && <Panel resource={resource} filters={filters} state={state} onClose={close} />}
    </div>
  );
}
