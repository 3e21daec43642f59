import { Text } from '@mantine/core';
import { plainWords, type Sentence, Words } from './sentence';
import classes from './states-table.module.css';

interface StateRow {
  name: Sentence | string;
  before: Sentence | string;
  after: Sentence | string;
  /** Which of the two states are emphasized. */
  emphasis: { before: boolean; after: boolean };
}

interface Props {
  /** The headings of the names and of the two states. */
  headings: readonly [name: string, before: string, after: string];
  rows: readonly StateRow[];
}

/** States before and after a change, side by side. */
export function StatesTable({ headings, rows }: Props) {
  return (
    <table className={classes.states}>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading}>{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after, emphasis }) => (
          <tr key={plainWords(name)}>
            <th scope="row">
              <Words of={name} />
            </th>
            <State of={before} isStrong={emphasis.before} />
            <State of={after} isStrong={emphasis.after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ of, isStrong }: { of: Sentence | string; isStrong: boolean }) {
  return (
    <td>
      <Text span inherit fw={isStrong ? 600 : undefined}>
        <Words of={of} />
      </Text>
    </td>
  );
}
