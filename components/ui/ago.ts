const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const format = new Intl.RelativeTimeFormat('en-GB', { style: 'short', numeric: 'auto' });

/**
 * How long ago something was: "2 min ago", "yesterday". Less than a minute, and a clock that is behind, count
 * as "just now".
 */
export function ago(at: Date, now: Date): string {
  const passed = now.getTime() - at.getTime();
  const [unit, length] = UNITS.find(([, length]) => passed >= length) ?? ['minute', 60_000];
  return passed < 60_000 ? 'just now' : format.format(-Math.floor(passed / length), unit);
}
