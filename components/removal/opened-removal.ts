/** The row whose dialog is open. */
export interface OpenedRemoval<Row> {
  row: Row;
  /** The same for every attempt from this dialog, so that the server removes once. */
  requestId: string;
  trigger: HTMLElement;
  /** Moves the focus when the row has disappeared. */
  leaveRow: () => void;
}

/** The beginning of the key of every mutation of a removal. */
export const removalKey = (call: string) => ['removal', call];
