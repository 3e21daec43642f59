import { BadEnvironmentError, env } from '@/env';

/** Ends the process with a message on standard error when a setting is missing or invalid. */
export function demandEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof BadEnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
