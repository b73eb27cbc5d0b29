import { expect, it } from 'vitest';
import { parseMoment } from '#lib/model/time.ts';
import { momentText } from './local-moment.ts';

it.each([
  ['2026-03-12T06:30:00Z', 'Asia/Shanghai', '12 Mar 2026 14:30 +08:00'],
  ['2026-03-12T14:30:00+08:00', null, '12 Mar 2026 14:30 +08:00'],
  ['2026-03-12T14:30:00+08:00', 'America/Los_Angeles', '11 Mar 2026 23:30 -07:00'],
  ['2026-03-12T14:30:00', 'Asia/Shanghai', '12 Mar 2026 14:30 +08:00'],
  ['2026-03-12T14:30:00', null, '12 Mar 2026 14:30 (time zone unknown)'],
  ['2026-03-12T06:30:00Z', null, '12 Mar 2026 06:30 UTC'],
  ['2026-03-12T06:30:00Z', 'Europe/London', '12 Mar 2026 06:30 +00:00'],
  ['2026-03-12', 'America/Los_Angeles', '12 Mar 2026'],
])('%s in the time zone %s reads %s', (text, timeZone, expected) => {
  const moment = parseMoment(text);
  expect(moment && momentText(moment, timeZone)).toBe(expected);
});
