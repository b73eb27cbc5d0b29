/** An entry of a calendar feed. */
export type CalendarEntry = {
  /** The same in every version of the feed, so that calendars update the entry. */
  uid: string;
  /** When its content last changed, ISO 8601 UTC. */
  changedAt: string;
  /** A day YYYY-MM-DD, which lasts all day wherever it is read, or an instant, ISO 8601 UTC. */
  start: string;
  title: string;
  place: string | null;
};

/** A feed as iCalendar (RFC 5545). */
export function calendarFeed(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fairlead//Fairlead//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines({ uid, changedAt, start, title, place }: CalendarEntry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${compact(changedAt)}`,
    start.length === 10 ? `DTSTART;VALUE=DATE:${start.replaceAll('-', '')}` : `DTSTART:${compact(start)}`,
    `SUMMARY:${escapeText(title)}`,
    ...(place === null ? [] : [`LOCATION:${escapeText(place)}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20260312T063000Z` */
function compact(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Section 3.3.11: backslash, semicolon, comma and line breaks are escaped; other control characters are not allowed. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Octets of a line, without its end. */
const LINE_OCTETS = 75;

/** Section 3.1: a longer line continues on the next one after a space. No character is cut apart. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}
