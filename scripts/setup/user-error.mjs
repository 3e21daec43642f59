/** A failure that its message explains completely. The command prints the message without a stack. */
export class UserError extends Error {
  name = 'UserError';

  /** @param {number} exitCode of the command */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
