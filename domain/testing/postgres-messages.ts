/** The parts of a PostgreSQL protocol message that the proxy needs. */
export interface Message {
  /** Q is a query, P a statement to parse, C the completion of a command. */
  type: string;
  /** The zero-terminated texts at its beginning; for P these are a name and the statement. */
  texts: string[];
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
/** Only the beginning of a message is read: longer messages carry data. */
const MAX_READ_BYTES = 200;

/**
 * Parses the messages of one side of a connection, wherever the stream is split into chunks.
 *
 * @param side a client's first message has no type byte
 * @returns a function that takes the next chunk and returns the messages that it completes
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
      const body = rest.subarray(typeBytes + LENGTH_BYTES, Math.min(end, MAX_READ_BYTES));
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
