/** For `vi.waitFor`: a bound that only a hang exceeds, however slow the machine is. In milliseconds. */
export const UNLESS_HUNG = { timeout: 60_000, interval: 10 };
