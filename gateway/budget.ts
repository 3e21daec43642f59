/** A share of the bytes that all calls together may hold while they are read and wait for their turn. */
export interface Share {
  /** Whether there was room for that much more. */
  take(bytes: number): boolean;
  /** Gives back all that was taken. */
  release(): void;
}

/**
 * Starts with everything free.
 *
 * @param most bytes at once
 * @returns what opens a share
 */
export function createBudget(most: number): () => Share {
  let used = 0;
  return () => {
    let taken = 0;
    return {
      take(bytes) {
        if (used + bytes > most) return false;
        used += bytes;
        taken += bytes;
        return true;
      },
      release() {
        used -= taken;
        taken = 0;
      },
    };
  };
}
