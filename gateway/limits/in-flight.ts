/** What the gateway is doing at the moment. */
export interface InFlight {
  /** Counts a piece of work until it is done. */
  add<T>(piece: Promise<T>): Promise<T>;
  /** Whether new work must be turned away. */
  isEnding(): boolean;
  /** Turns new work away, and waits for what is in flight, but not for ever. */
  drain(patienceMs: number): Promise<void>;
}

/** Starts with nothing to do. */
export function createInFlight(): InFlight {
  const pieces = new Set<Promise<unknown>>();
  let isEnding = false;
  return {
    add(piece) {
      pieces.add(piece);
      const done = () => pieces.delete(piece);
      piece.then(done, done);
      return piece;
    },
    isEnding: () => isEnding,
    async drain(patienceMs) {
      isEnding = true;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([Promise.allSettled(pieces), patience]);
      clearTimeout(timer);
    },
  };
}
