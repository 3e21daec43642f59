/** What a confirmation shows before a removal is taken back. */
export interface RestoreFacts {
  /** Of the removal's audit entry, as text. */
  seq: string;
  /** The documented call that takes it back. */
  call: string;
  /** What the removal was about, in words. */
  target: string;
  removedBy: string;
  /** ISO 8601, UTC. */
  removedAt: string;
}
