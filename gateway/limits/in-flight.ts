/** The calls that the gateway is answering now. */
export interface InFlight {
  /** Counts a call until it is answered. Returns its promise. */
  add<T>(call: Promise<T>): Promise<T>;
  /** Whether `drain` was called, so that new calls must be refused. */
  isEnding(): boolean;
  /** Waits until all calls are answered, but no longer than the timeout. */
  drain(timeoutMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const calls = new Set<Promise<unknown>>();
  let isEnding = false;
  return {
    add(call) {
      calls.add(call);
      const done = () => calls.delete(call);
      call.then(done, done);
      return call;
    },
    isEnding: () => isEnding,
    async drain(timeoutMs) {
      isEnding = true;
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([Promise.allSettled(calls), timeout]);
      clearTimeout(timer);
    },
  };
}
