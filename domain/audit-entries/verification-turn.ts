// Route handlers are separate bundles, so only a global makes them share one turn.
const shared = globalThis as { accessConsoleIsVerifying?: boolean };

/**
 * Begins a verification of the log. It uses connections and a core for seconds or minutes, so each process runs
 * one at a time.
 *
 * @returns what must be called at its end, or null while another one runs
 */
export function beginVerification(): (() => void) | null {
  if (shared.accessConsoleIsVerifying) return null;
  shared.accessConsoleIsVerifying = true;
  return () => {
    shared.accessConsoleIsVerifying = false;
  };
}
