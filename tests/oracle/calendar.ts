const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day on the calendar of a place at an instant, `YYYY-MM-DD`. */
export function dayThere(at: number, zone: string): string {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  calendars.set(zone, calendar);
  return calendar.format(at);
}

/** Whether it is noon or midnight there to the second: how the forwarder writes a day of which nobody knows the hour. */
export function isDayThere(at: number, zone: string): boolean {
  const clock = { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return at % 1000 === 0 && /^(00|12):00:00$/.test(new Intl.DateTimeFormat('en-GB', clock).format(at));
}

/** From one day to another; less than 0 when the other comes first. */
export function daysFrom(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / DAY);
}

/** The first instant at which the calendar of a place shows no longer this day. */
export function endThere(day: string, zone: string): number {
  let [within, past] = [Date.parse(day) - 15 * HOUR, Date.parse(day) + 40 * HOUR];
  while (past - within > 1) {
    const middle = Math.floor((within + past) / 2);
    if (dayThere(middle, zone) > day) past = middle;
    else within = middle;
  }
  return past;
}
