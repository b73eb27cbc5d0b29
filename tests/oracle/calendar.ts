const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The local day at an instant, `YYYY-MM-DD`. */
export function localDay(at: number, zone: string): string {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  calendars.set(zone, calendar);
  return calendar.format(at);
}

/** Whether the local time is exactly noon or midnight, which is how the forwarder writes a day without a time. */
export function isLocalDay(at: number, zone: string): boolean {
  const clock = { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return at % 1000 === 0 && /^(00|12):00:00$/.test(new Intl.DateTimeFormat('en-GB', clock).format(at));
}

/** The number of days from one day to another; negative if the other is earlier. */
export function daysFrom(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / DAY);
}

/** The end of a local day: the first instant of the next one. */
export function endOfLocalDay(day: string, zone: string): number {
  let [within, past] = [Date.parse(day) - 15 * HOUR, Date.parse(day) + 40 * HOUR];
  while (past - within > 1) {
    const middle = Math.floor((within + past) / 2);
    if (localDay(middle, zone) > day) past = middle;
    else within = middle;
  }
  return past;
}
