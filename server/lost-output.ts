/**
 * Lets the process live on when its output can't be written, as on a full disk: what it says is lost, calls are
 * answered. Without a listener the first such error would end the process.
 */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
