/** For `vi.waitFor`: only a hang exceeds this limit, however slow the machine is. In milliseconds. */
export const UNLESS_HUNG = { timeout: 60_000, interval: 10 };

/** Time limit of a statement in tests that do not test this limit, in milliseconds. */
export const MAX_STATEMENT_MS = 60_000;
