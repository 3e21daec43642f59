import type { Access, AccessGroup } from './access-group';

/** An access with its kind, as a row of the one list shows it. */
export interface AccessOfKind {
  kind: string;
  access: Access;
}

/**
 * All access as the rows of one list, sorted by risk: first what nobody else can use, since its removal
 * leaves nobody; then the rest. Within both, kinds and names keep their order, so that a row only moves when its risk
 * changes.
 */
export const byRisk = (groups: AccessGroup[]): AccessOfKind[] =>
  groups
    .flatMap(({ kind, all }) => all.map((access) => ({ kind: access.kind ?? kind, access })))
    .toSorted((one, other) => Number(Boolean(other.access.alone)) - Number(Boolean(one.access.alone)));
