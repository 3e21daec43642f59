/** The bytes that one request or socket holds of a memory budget. */
export interface Reservation {
  /** Reserves more bytes, or returns some when negative. Returns whether there was room. */
  take(bytes: number): boolean;
  /** Returns all reserved bytes. */
  release(): void;
}

/** Every reservation may hold this many bytes uncounted, so that a call of usual size is never refused. */
const FREE_BYTES = 16 * 1024;

/**
 * Creates a budget of bytes that are held at the same time.
 *
 * @returns a function that opens an empty reservation for a request or socket from an address
 */
export function createMemoryBudget(max: {
  total: number;
  perAddress: number;
}): (address: string | null) => Reservation {
  const usedBy = new Map<string, number>();
  let used = 0;

  function use(address: string, bytes: number): void {
    const usedByAddress = (usedBy.get(address) ?? 0) + bytes;
    used += bytes;
    if (usedByAddress === 0) usedBy.delete(address);
    else usedBy.set(address, usedByAddress);
  }

  return (from) => {
    const address = from ?? 'unknown';
    let [held, counted] = [0, 0];
    return {
      take(bytes) {
        held += bytes;
        if (held <= FREE_BYTES) return true;
        const more = held - counted;
        if (used + more > max.total) return false;
        if ((usedBy.get(address) ?? 0) + more > max.perAddress) return false;
        use(address, more);
        counted += more;
        return true;
      },
      release() {
        use(address, -counted);
        [held, counted] = [0, 0];
      },
    };
  };
}
