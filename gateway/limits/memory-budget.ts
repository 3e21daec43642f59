/** A share of the bytes that callers together may hold. */
export interface Reservation {
  /** Whether there was room for that much more; a negative number gives so much back. */
  take(bytes: number): boolean;
  /** Gives back all that was taken. */
  release(): void;
}

/** So much anybody may hold: what calls usually are must never be refused for want of room. */
const SMALL = 16 * 1024;

/**
 * Starts with everything free.
 *
 * @param most bytes at once, of all and of one address
 * @returns what opens a share for something from an address
 */
export function createMemoryBudget(most: {
  all: number;
  ofOne: number;
}): (address: string | null) => Reservation {
  const usedBy = new Map<string, number>();
  let used = 0;

  function use(address: string, bytes: number): void {
    const his = (usedBy.get(address) ?? 0) + bytes;
    used += bytes;
    if (his === 0) usedBy.delete(address);
    else usedBy.set(address, his);
  }

  return (from) => {
    const address = from ?? 'unknown';
    let [held, taken] = [0, 0];
    return {
      take(bytes) {
        held += bytes;
        if (held <= SMALL) return true;
        const more = held - taken;
        if (used + more > most.all) return false;
        if ((usedBy.get(address) ?? 0) + more > most.ofOne) return false;
        use(address, more);
        taken += more;
        return true;
      },
      release() {
        use(address, -taken);
        [held, taken] = [0, 0];
      },
    };
  };
}
