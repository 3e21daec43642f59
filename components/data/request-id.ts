// Written by hand: browsers have crypto.randomUUID only on https and localhost, and the console may also run on
// plain http. A package would only wrap this line, on every page.

/** Creates a request id for a mutation. The server performs two requests with one id only once. */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
