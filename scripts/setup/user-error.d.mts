/** A failure that its message explains in full: shown without a stack to whoever started the command. */
export class UserError extends Error {}
