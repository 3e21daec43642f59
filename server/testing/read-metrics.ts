/**
 * Finds a value in Prometheus' text format.
 *
 * @param text as it was read
 * @param name of the metric, with its labels as they are written there
 * @returns 0 where there is none yet: what has never happened has no line
 */
export function valueIn(text: string, name: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

/**
 * What a piece of work adds to each line of a metric.
 *
 * @param metric its name
 * @param options what reads all metrics as text, and the work
 * @returns by the values of the line's labels, with a space between them; lines that did not rise are left out
 */
export async function rises(
  metric: string,
  { readText, work }: { readText: () => Promise<string>; work: () => Promise<unknown> },
): Promise<Record<string, number>> {
  const before = await readText();
  await work();
  const after = (await readText()).split('\n').filter((line) => line.startsWith(`${metric}{`));
  const added = after.map((line) => {
    const name = line.slice(0, line.lastIndexOf(' '));
    const labels = [...name.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
    return [labels.join(' '), valueIn(line, name) - valueIn(before, name)] as const;
  });
  return Object.fromEntries(added.filter(([, rise]) => rise !== 0));
}
