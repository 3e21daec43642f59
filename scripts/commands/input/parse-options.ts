import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../../setup/user-error.mjs';

/**
 * Reads a command's options, which are declared as for node:util's parseArgs.
 *
 * @throws UserError that says what is wrong and shows the usage
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
