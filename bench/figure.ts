/** A number that is compared with what it must be. */
interface Check {
  name: string;
  value: number;
  atMost?: number;
  atLeast?: number;
}

/** What was measured of one thing. */
export interface Figure {
  /** Measured values by their names, each with its unit. Of times, the medians. */
  values: Record<string, number>;
  checks: Check[];
  /** Why it could not be measured, such as a time limit that it ran into. */
  failure?: string;
}

/** Whether a figure is within its limits. */
export const isMet = ({ checks, failure }: Figure): boolean =>
  failure === undefined &&
  checks.every(
    ({ value, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }) => value <= atMost && value >= atLeast,
  );

const rounded = (value: number) =>
  Number(value.toPrecision(value >= 100 ? Math.ceil(Math.log10(value)) : 3)).toLocaleString('en');

function describeCheck({ name, value, atMost, atLeast }: Check): string {
  const limit =
    atMost === undefined ? `≥ ${atLeast?.toLocaleString('en')}` : `≤ ${atMost.toLocaleString('en')}`;
  return `${name} ${rounded(value)} (must be ${limit})`;
}

/** One line about a figure, with the name of what was measured. */
export function describeFigure(name: string, figure: Figure): string {
  const values = Object.entries(figure.values).map(([what, value]) => `${what} ${rounded(value)}`);
  const said = figure.failure ? [figure.failure] : [...values, ...figure.checks.map(describeCheck)];
  return `${isMet(figure) ? '✓' : '✗'} ${name}: ${said.join(' · ')}`;
}
