import { BadEnvironmentError, env } from '@/env';

/** Stops the process, in words, when its environment is not fit to serve with. */
export function demandEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof BadEnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
