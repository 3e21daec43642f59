/** When the process of that number started, which tells it from a later one; undefined when it has ended. */
export function identifyProcess(pid: number): string | undefined;
