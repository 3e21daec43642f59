/**
 * Reads a table written as text: a line of column names, then one line per row. Cells contain no spaces.
 *
 * @param rowWords how many words at the beginning of a line name its row
 * @returns one item per cell
 */
export function readTable(text: string, rowWords: number): { row: string[]; column: string; cell: string }[] {
  const [columns = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return lines.flatMap((words) =>
    columns.map((column, index) => {
      const cell = words[rowWords + index];
      if (cell === undefined) throw new Error(`The row ${words.join(' ')} is too short.`);
      return { row: words.slice(0, rowWords), column, cell };
    }),
  );
}
