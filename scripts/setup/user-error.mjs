/** A failure that its message explains completely. The command prints the message without a stack. */
export class UserError extends Error {
  name = 'UserError';
}
