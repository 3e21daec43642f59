/**
 * Finds a value in Prometheus' text format.
 *
 * @param name of the metric, with its labels as written in the text
 * @returns 0 when there is no such line: events that never happened have none
 */
export function valueIn(text: string, name: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

/**
 * How much a piece of work adds to each line of a metric.
 *
 * @returns increases by the values of the line's labels, joined by spaces; lines without an increase are left
 *   out
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
