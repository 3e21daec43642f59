import type { AuditRow } from '@/domain/audit-entries/types';
import { listOptions } from '../data/queries';
import { initialParams, type ListParams } from '../list/list-params';

/** The part of the audit log that a person's page reads, on the server and in the browser. */
export const historyOf = (subject: number) => ({ subject, size: 25 }) satisfies Partial<ListParams>;

/** The newest entries about a person. */
export const historyOptions = (subject: number) =>
  listOptions<AuditRow>('audit', { ...initialParams, ...historyOf(subject) });

/** The part of the audit log that tells how much a person did themselves. */
export const doneBy = (actor: number) => ({ actor, size: 25 }) satisfies Partial<ListParams>;

/** The entries of what a person did, with their number. */
export const doneByOptions = (actor: number) =>
  listOptions<AuditRow>('audit', { ...initialParams, ...doneBy(actor) });
