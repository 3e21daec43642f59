import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../../setup/user-error.mjs';

/**
 * Reads a command's options.
 *
 * @param given `args` as typed; `options` that there are, as node:util's parseArgs wants them; `usage` shown when
 *   they don't fit
 * @returns values by name
 * @throws UserError with what is wrong, and the usage
 */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(given: {
  args: string[];
  options: T;
  usage: string;
}) {
  const { args, options, usage } = given;
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}
