import type { ReactNode } from 'react';
import type { ActionResult, Confirmation } from '@/console/actions/define-action';
import type { Mode } from '../confirm/wording';
import type { Sentence } from '../ui/sentence';

/** What differs from removal to removal, and for restoring: the action, and the words. One dialog does the rest. */
export interface RemovalResource<Row, Facts> {
  /** The documented name, and the server action that performs it. */
  call: string;
  action: (request: unknown, confirmed: Confirmation) => Promise<ActionResult<unknown>>;
  mode: Mode;
  /** On the row's button, as the dialog's title and on the final button. */
  verb: string;
  rowKey: (row: Row) => string;
  /** Tells one row's button from another's, for who can't see the row. */
  rowName: (row: Row) => Sentence;
  /** The documented request that finds what the row shows. */
  previewRequest: (row: Row) => object;
  /** The documented request that removes what the dialog shows. */
  request: (facts: Facts) => object;
  /** What happens, in one sentence. */
  happens: (facts: Facts) => ReactNode;
  /** What stays as it is, each a noun phrase. */
  stays: (facts: Facts) => (string | Sentence)[];
  /** What is unusual about it. Any of these asks for a typed name. */
  warnings: (facts: Facts) => (string | Sentence)[];
  /** What must be typed after a warning. */
  confirmation: (facts: Facts) => { label: string; name: string };
  /** The status message afterwards. */
  done: (facts: Facts) => Sentence;
  /** Whether the reader takes something from himself. */
  isSelf: (facts: Facts) => boolean;
}
