/**
 * Keeps the process alive when its output can't be written, for example on a full disk: the output is lost,
 * but calls are still answered. Without a listener the first such error would end the process.
 */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
