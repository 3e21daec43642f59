'use client';

import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import type { AuditRow } from '@/domain/audit-entries/types';
import { HeaderCell } from '../list/header-cell';
import type { ListResource } from '../list/list-resource';
import type { ShownRows } from '../list/resource-list';
import { AS } from '../list/table-roles';
import { Words } from '../ui/sentence';
import { inUtc } from '../ui/timestamp';
import { groupByDay } from './days';
import { EntryChips, EntrySentence, OutcomeDot } from './entry-line';
import classes from './entry-rows.module.css';

type Props = ShownRows<AuditRow> & Pick<ListResource<AuditRow>, 'columns' | 'usual'>;

const DAY = { role: 'rowheader', scope: 'rowgroup' } as const;

const SKELETONS = [74, 58, 66, 82, 51, 70];

/** Entries as sentences, grouped by the days of the person's time zone. */
export function EntryRows({ rows, areOutdated, state, columns, usual }: Props) {
  const isMounted = useMounted();
  // The server does not know the person's time zone.
  const zone = isMounted ? undefined : 'UTC';
  return (
    <div className={classes.container}>
      <table
        {...AS.table}
        className={classes.log}
        aria-label="entries"
        aria-busy={rows === undefined || areOutdated}
      >
        <thead {...AS.group}>
          <tr {...AS.row} className={classes.row}>
            {columns.map((column) => (
              <HeaderCell key={column.header} column={column} usual={usual} state={state} />
            ))}
            <th {...AS.heading}>What</th>
            <th {...AS.heading}>
              <VisuallyHidden>State</VisuallyHidden>
            </th>
          </tr>
        </thead>
        {rows ? (
          groupByDay(rows, { timeZone: zone, now: isMounted ? new Date() : null }).map(({ title, rows }) => (
            <tbody key={title} {...AS.group} inert={areOutdated}>
              <tr {...AS.row} className={classes.day}>
                <th {...DAY} colSpan={3}>
                  {title}
                </th>
              </tr>
              {rows.map((entry) => (
                <EntryRow key={entry.seq} entry={entry} zone={zone} />
              ))}
            </tbody>
          ))
        ) : (
          <tbody {...AS.group}>
            {SKELETONS.map((width) => (
              <tr key={width} {...AS.row} className={classes.row}>
                <td {...AS.cell} />
                <td {...AS.cell}>
                  <Skeleton height={12} width={`${width}%`} />
                </td>
                <td {...AS.cell} />
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

function EntryRow({ entry, zone }: { entry: AuditRow; zone: string | undefined }) {
  const { at, outcome, detail } = entry;
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  return (
    <tr {...AS.row} className={classes.row}>
      <td {...AS.cell} className={classes.time}>
        <OutcomeDot outcome={outcome} />
        <time dateTime={at} title={inUtc(at)}>
          {clock.format(new Date(at))}
        </time>
      </td>
      <td {...AS.cell}>
        <EntrySentence entry={entry} />
        {outcome !== 'done' && detail && (
          <div className={classes.detail}>
            <Words of={detail} />
          </div>
        )}
      </td>
      <td {...AS.cell} className={classes.chips}>
        <EntryChips entry={entry} />
      </td>
    </tr>
  );
}
