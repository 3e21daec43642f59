/** A failure that its message explains completely. The command prints the message without a stack. */
export class UserError extends Error {
  constructor(message: string, exitCode?: number);
  exitCode: number;
}
