import type { ReactNode } from 'react';
import type { ActionResult, Confirmation } from '@/console/actions/define-action';
import type { Together } from '../confirm/show-done';
import type { Warning } from '../confirm/warnings-of';
import type { Mode } from '../confirm/wording';
import type { Viewer } from '../data/viewer';
import type { Sentence } from '../ui/sentence';
import type { StateChange } from '../ui/state-changes';

/** What differs between the removals and Restore: the action and the texts. One dialog does the rest. */
export interface RemovalResource<Row, Facts> {
  /** The documented name, and the server action that performs the call. */
  call: string;
  action: (request: unknown, confirmed: Confirmation) => Promise<ActionResult<unknown>>;
  mode: Mode;
  /** The dialog's title and the final button. */
  verb: string;
  /** The text of the row's button, with which `verb` begins. */
  shortVerb: string;
  /** What is done with a number of rows, for example "Unlink 3 users". */
  verbFor: (count: number) => string;
  rowKey: (row: Row) => string;
  /** Distinguishes the buttons of the rows for people who can't see the row. */
  rowName: (row: Row) => Sentence;
  /** Why the server would certainly refuse to remove the row; null otherwise. Left out if there is no such case. */
  refusal?: (row: Row, viewer: Viewer) => string | null;
  /** The documented request of the preview, from what the row shows. */
  previewRequest: (row: Row) => object;
  /** The documented request that does what the dialog shows. */
  request: (facts: Facts) => object;
  /** What happens, in one sentence. */
  happens: (facts: Facts) => ReactNode;
  /** What the person has of this kind before and after; null if nothing of theirs changes. */
  change: (facts: Facts) => StateChange | null;
  /** What a reader might fear for and does not change. */
  notAffected: string;
  /** What else changes, and is no reason to hesitate. */
  notes: (facts: Facts) => Sentence[];
  /** The risks. With any of them, the person must type a name. */
  warnings: (facts: Facts) => Warning[];
  /** The name to type after a warning. */
  confirmation: (facts: Facts) => { label: string; name: string };
  /** The status message afterwards, without a full stop. */
  done: (facts: Facts) => Sentence;
  /** How several in a row are counted in one message. Left out for what can't be restored. */
  together?: (facts: Facts) => Together;
  /** Whether the actors remove their own access. */
  isSelf: (facts: Facts) => boolean;
}
