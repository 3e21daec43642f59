/**
 * Returns when the process started, so that process ids used again can be told apart; undefined when it has
 * ended.
 */
export function identifyProcess(pid: number): string | undefined;
