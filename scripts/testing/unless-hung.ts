/** For `vi.waitFor`: a bound that only a hang exceeds, however slow the machine is. In milliseconds. */
export const UNLESS_HUNG = { timeout: 60_000, interval: 10 };

/** How long one statement may take in tests that are not about this limit, in milliseconds. */
export const LONGEST_STATEMENT_MS = 60_000;
