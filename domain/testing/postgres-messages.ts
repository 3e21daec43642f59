/** A message of PostgreSQL's protocol, as far as it matters here. */
export interface Message {
  /** Its type: Q is a query, P a statement to be parsed, C a command's end. */
  type: string;
  /** The texts that it begins with, each ended by a zero byte: of P a name and the statement. */
  texts: string[];
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
/** Longer messages are data: nobody looks into them. */
const SHORT = 200;

/**
 * Finds the messages in what one side says, however it is cut into pieces.
 *
 * @param side a client's first message has no type
 * @returns takes the next piece, and gives the messages that have come to their end with it
 */
export function messagesOf(side: 'client' | 'server'): (data: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let typeBytes = side === 'client' ? 0 : TYPE_BYTES;
  return (data) => {
    const messages: Message[] = [];
    rest = Buffer.concat([rest, data]);
    while (rest.length >= typeBytes + LENGTH_BYTES) {
      const end = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < end) break;
      const body = rest.subarray(typeBytes + LENGTH_BYTES, Math.min(end, SHORT));
      if (typeBytes > 0) {
        const type = rest.toString('latin1', 0, TYPE_BYTES);
        messages.push({ type, texts: body.toString('latin1').split('\0', 2) });
      }
      typeBytes = TYPE_BYTES;
      rest = rest.subarray(end);
    }
    return messages;
  };
}
