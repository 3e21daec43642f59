const DAY_MS = 86_400_000;

/** Whether a text is the name of a time zone, such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time that clocks in a zone show at an instant, as if they showed UTC. Milliseconds. */
function clockAt(instant: number, format: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year?.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/**
 * The first instant of a day in a time zone. Where clocks skip midnight, the day begins with the time after.
 *
 * @param day YYYY-MM-DD
 * @param zone an IANA time zone, as isTimeZone accepts it
 * @param later so many days later
 */
export function startOfDay(day: string, zone: string, later = 0): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  // The zone's offset a day before and a day after: one of them is in force when the day begins.
  const candidates = [-DAY_MS, DAY_MS]
    .map((away) => midnight + away)
    .map((instant) => midnight - (clockAt(instant, format) - instant))
    .sort((one, other) => one - other);
  const [first = midnight, last = midnight] = candidates;
  return new Date(clockAt(first, format) >= midnight ? first : last);
}
