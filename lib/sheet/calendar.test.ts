import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFeed } from './calendar.ts';

const ENTRY: CalendarEntry = {
  uid: 'one@fairlead',
  changedAt: '2026-03-01T08:00:00.000Z',
  start: '2026-03-12',
  title: 'PO-778: last free day',
  place: 'USLAX Los Angeles',
};

/** The lines of a feed after unfolding, RFC 5545 section 3.1. */
const linesOf = (entries: CalendarEntry[], name = 'Shipments') =>
  calendarFeed(name, entries).replaceAll('\r\n ', '').split('\r\n');

describe('a calendar feed', () => {
  it('is a calendar without an entry too', () => {
    const lines = linesOf([]);
    expect([lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('has days as dates without a zone, and instants in UTC', () => {
    expect(linesOf([ENTRY])).toContain('DTSTART;VALUE=DATE:20260312');
    expect(linesOf([{ ...ENTRY, start: '2026-03-12T06:30:00.000Z' }])).toContain('DTSTART:20260312T063000Z');
  });

  it('has what every event needs', () => {
    const lines = linesOf([ENTRY]);
    expect(lines).toContain('UID:one@fairlead');
    expect(lines).toContain('DTSTAMP:20260301T080000Z');
  });

  it('is the same as long as nothing changes', () => {
    expect(calendarFeed('Shipments', [ENTRY])).toBe(calendarFeed('Shipments', [ENTRY]));
  });

  it('escapes what has a meaning in the format', () => {
    const title = 'a;b,c\\d\r\nEND:VCALENDAR';
    expect(linesOf([{ ...ENTRY, title }])).toContain('SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR');
    expect(linesOf([{ ...ENTRY, title }]).filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
  });

  it('has no line of more than 75 octets, and cuts no character apart', () => {
    const title = `${'x'.repeat(70)} 上海港 🚢🚢🚢 ${'長'.repeat(60)}`;
    const lines = calendarFeed('Shipments', [{ ...ENTRY, title }]).split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(linesOf([{ ...ENTRY, title }])).toContain(`SUMMARY:${title}`);
  });
});
