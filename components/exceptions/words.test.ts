import { describe, expect, it } from 'vitest';
import { EXCEPTION_KINDS, EXCEPTION_TYPES, type ExceptionDetails, type ExceptionType } from '#lib/model/exception.ts';
import { parseMoment } from '#lib/model/time.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { loadWords } from '#lib/words/load-words.ts';
import { actText } from './act-words.ts';
import { exceptionClock, type Timed } from './clock.ts';

const LOS_ANGELES = 'America/Los_Angeles';
const moment = (text: string) => parseMoment(text) ?? undefined;
const sentence = (type: ExceptionType, details: ExceptionDetails, deadline: string | null = null) =>
  exceptionSentence({ type, details, deadline });

describe('what is wrong, where a user wants times in their own zone', () => {
  it.each<[ExceptionType, ExceptionDetails, string | null, string | null, string]>([
    [
      'arrival.overdue',
      { expected: moment('2026-04-03T16:00:00Z'), place: 'Los Angeles', timeZone: LOS_ANGELES },
      null,
      'Asia/Kolkata',
      'Arrival at Los Angeles was expected 3 Apr 21:30 +05:30, not reported yet',
    ],
    // The last minute of 3 April in Los Angeles: 23:59 at UTC-7 is 06:59 UTC of the day after.
    [
      'charge.lfd_near',
      { container: 'MSCU1234565', timeZone: LOS_ANGELES },
      '2026-04-04T07:00:00.000Z',
      'UTC',
      'Free time of MSCU1234565 ends Sat 4 Apr 06:59 UTC',
    ],
    // Days are counted at the place, so they stay those of the place.
    [
      'arrival.slip',
      { expected: moment('2026-03-29'), now: moment('2026-04-03T23:30:00-07:00'), days: 5, timeZone: LOS_ANGELES },
      null,
      'UTC',
      'Arrives 5 d late: 29 Mar → 3 Apr',
    ],
  ])('%s', (type, details, deadline, shownIn, text) => {
    expect(exceptionSentence({ type, details, deadline }, shownIn)).toBe(text);
  });
});

describe('what is wrong, in one sentence', () => {
  it.each<[ExceptionType, ExceptionDetails, string | null, string]>([
    [
      'arrival.slip',
      { expected: moment('2026-03-29'), now: moment('2026-04-03T16:00:00Z'), days: 5, timeZone: LOS_ANGELES },
      null,
      'Arrives 5 d late: 29 Mar → 3 Apr',
    ],
    [
      'arrival.slip',
      {
        expected: moment('2026-04-03T09:00:00-07:00'),
        now: moment('2026-04-03T15:30:00-07:00'),
        days: 0,
        timeZone: LOS_ANGELES,
      },
      null,
      'Arrives 6 h late: 3 Apr 09:00 -07:00 → 3 Apr 15:30 -07:00',
    ],
    ['arrival.slip', { milestone: 'DELAY', reason: 'port_strike' }, null, 'Delay: port strike'],
    [
      'arrival.overdue',
      { expected: moment('2026-04-03T16:00:00Z'), place: 'Los Angeles', timeZone: LOS_ANGELES },
      null,
      'Arrival at Los Angeles was expected 3 Apr 09:00 -07:00, not reported yet',
    ],
    [
      'charge.lfd_near',
      { container: 'MSCU1234565', timeZone: LOS_ANGELES },
      '2026-04-04T07:00:00.000Z',
      'Free time of MSCU1234565 ends Fri 3 Apr 23:59',
    ],
    [
      'charge.lfd_past',
      { container: 'MSCU1234565' },
      '2026-04-04T12:00:00.000Z',
      'Free time of MSCU1234565 ended Fri 3 Apr',
    ],
    ['charge.lfd_near', { milestone: 'FREE_TIME_EXPIRING' }, null, 'Free time ends soon'],
    [
      'departure.rolled',
      {
        from: 'EVER ALOT 012E',
        to: 'EVER GOODS 013E',
        expected: moment('2026-03-12T10:00:00+08:00'),
        now: moment('2026-03-20T10:00:00+08:00'),
      },
      null,
      'Rolled from EVER ALOT 012E to EVER GOODS 013E: departs 12 Mar → 20 Mar',
    ],
    [
      'departure.pod_changed',
      { from: 'USLAX Los Angeles', to: 'USOAK Oakland' },
      null,
      'Port of discharge changed from USLAX Los Angeles to USOAK Oakland',
    ],
    [
      'document.missing',
      { documents: ['commercial_invoice', 'packing_list', 'customs_entry'] },
      null,
      '3 documents missing: commercial invoice, packing list, customs entry',
    ],
    [
      'document.missing',
      { documents: ['rate_confirmation'], milestone: 'RATE_CON_EXPIRED' },
      null,
      'Rate confirmation expired',
    ],
    [
      'hold.customs',
      { milestone: 'CUSTOMS_HOLD', reason: 'exam_required', place: 'Los Angeles' },
      null,
      'Customs hold: exam required, Los Angeles',
    ],
    ['hold.agency', { reason: 'FDA agency hold' }, null, 'FDA agency hold'],
    [
      'invoice.variance',
      {
        checks: [
          { code: 'lines', expected: '100', stated: '120' },
          { code: 'due_date', expected: '', stated: '2099-01-01' },
        ],
        amount: { amount: '20', currency: 'USD' },
      },
      null,
      'Lines add up to USD 100.00, the invoice total is USD 120.00, and 1 more',
    ],
    [
      'milestone.missing',
      { milestone: 'PICKED_UP', place: 'Shenzhen', expected: moment('2026-03-10') },
      null,
      'Picked up at Shenzhen was expected 10 Mar, not reported yet',
    ],
    [
      'milestone.missing',
      { milestone: 'DEPARTED', place: 'Felixstowe', expected: moment('2026-03-10') },
      null,
      'Departure from Felixstowe was expected 10 Mar, not reported yet',
    ],
    ['milestone.missing', { milestone: 'CHECK_CALL_OVERDUE' }, null, 'Check call overdue'],
    [
      'transshipment.missed',
      { expected: moment('2026-03-20T10:00:00+08:00'), now: moment('2026-03-21T04:00:00+08:00'), place: 'Singapore' },
      null,
      'Connection at Singapore departs 20 Mar 10:00 +08:00, before the arrival 21 Mar 04:00 +08:00',
    ],
    [
      'data.silent',
      { from: 'acme', expected: moment('2026-04-03T09:00:00Z'), usualGapSeconds: 300 },
      null,
      'No webhook since 3 Apr 09:00 UTC, usually one every 5 min',
    ],
    [
      'invoice.duplicate',
      {
        invoices: [
          { id: 'b', number: 'inv 77' },
          { id: 'a', number: 'INV-77', issuedOn: '2026-03-01' },
        ],
      },
      null,
      'inv 77 has the number, vendor and amount of INV-77, issued 1 Mar',
    ],
    [
      'data.unreadable',
      { milestone: 'ARRIVED', from: 'early May', to: 'EST' },
      null,
      'Arrived, estimated: “early May” is no date',
    ],
    ['reference.invalid', { container: 'MSCU1234560' }, null, 'MSCU1234560 is not a valid container number'],
  ])('%s: %#', (type, details, deadline, text) => {
    expect(sentence(type, details, deadline)).toBe(text);
  });

  it('is the label of the type without any facts, and never contains an instant of a machine', () => {
    for (const type of EXCEPTION_TYPES) {
      const text = sentence(type, {});
      expect(text.length, type).toBeGreaterThan(3);
      expect(text, type).not.toMatch(/undefined|null|NaN|\d{4}-\d{2}-\d{2}T/);
    }
    expect(sentence('departure.rolled', {})).toBe(EXCEPTION_KINDS['departure.rolled'].label);
  });
});

describe('in the language of its reader', async () => {
  const [de, zh] = await Promise.all([loadWords('de'), loadWords('zh')]);
  it.each<[ExceptionType, ExceptionDetails, string | null, string, string]>([
    [
      'charge.lfd_near',
      { container: 'MSCU1234565', timeZone: LOS_ANGELES },
      '2026-04-04T07:00:00.000Z',
      'Freie Zeit von MSCU1234565 endet Fr 3. Apr. 23:59',
      'MSCU1234565 的免费期于 4月3日 周五 23:59 结束',
    ],
    [
      'document.missing',
      { documents: ['commercial_invoice', 'packing_list'] },
      null,
      '2 Dokumente fehlen: Handelsrechnung, Packliste',
      '缺少 2 份单证：商业发票、装箱单',
    ],
    [
      'data.conflict',
      { reason: 'Data conflict: Departed CNSHA, but the provider\'s status is "booked"' },
      null,
      'Abgefahren CNSHA, aber der Anbieter meldet den Status „Gebucht“',
      '已出发 CNSHA，但提供商的状态为“已订舱”',
    ],
  ])('%s', (type, details, deadline, german, chinese) => {
    expect(exceptionSentence({ type, details, deadline }, null, de)).toBe(german);
    expect(exceptionSentence({ type, details, deadline }, null, zh)).toBe(chinese);
  });

  it('has a sentence without English for every type', () => {
    for (const type of EXCEPTION_TYPES) {
      const stated = { type, details: {}, deadline: null };
      expect(exceptionSentence(stated, null, de), type).not.toBe(exceptionSentence(stated));
      expect(exceptionSentence(stated, null, zh), type).not.toMatch(/[a-z]/);
    }
  });
});

describe('the clock', () => {
  const now = Date.parse('2026-04-03T12:00:00Z');
  const row: Timed = {
    ...{ state: 'open', deadline: null, openedAt: '2026-04-03T07:00:00.000Z', closedAt: null, resolvedAt: null },
    ...{ snoozedUntil: null, snoozedFor: null },
  };
  it.each<[Partial<Timed>, string, string]>([
    [{}, 'open 5 h', 'none'],
    [{ openedAt: '2026-04-03T12:00:00.000Z' }, 'new', 'none'],
    [{ deadline: '2026-04-06T16:00:00.000Z' }, '3 d 4 h left', 'none'],
    [{ deadline: '2026-04-03T13:30:00.000Z' }, '1 h 30 min left', 'risk'],
    [{ deadline: '2026-04-01T08:00:00.000Z' }, '2 d 4 h past', 'late'],
    [{ state: 'snoozed', snoozedUntil: '2026-04-05T09:00:00.000Z' }, 'until 5 Apr 09:00 UTC', 'none'],
    [{ state: 'snoozed', snoozedFor: { until: 'worse' } }, 'until it gets worse', 'none'],
    [{ state: 'resolved', resolvedAt: '2026-04-03T10:00:00.000Z' }, 'resolved 2 h ago', 'done'],
    [{ state: 'ended', closedAt: '2026-04-03T11:59:50.000Z' }, 'ended just now', 'none'],
  ])('%j shows %s', (change, text, tone) => {
    expect(exceptionClock({ ...row, ...change }, now)).toMatchObject({ text, tone });
  });
});

it('acts are told with the names of people', () => {
  const people = { 'ana@example.com': 'Ana', 'bo@example.com': 'Bo' };
  const by = 'ana@example.com';
  expect(actText({ kind: 'assigned', by, content: { owner: by } }, people)).toBe('took it');
  expect(actText({ kind: 'assigned', by, content: { owner: 'bo@example.com' } }, people)).toBe('assigned it to Bo');
  expect(actText({ kind: 'assigned', by, content: { owner: null } }, people)).toBe('left it without an owner');
  expect(actText({ kind: 'snoozed', by, content: { until: 'milestone' } }, people)).toBe(
    'snoozed it until the next milestone',
  );
  expect(actText({ kind: 'resolved', by, content: { resolution: 'not_ours' } }, people)).toBe(
    'resolved it: not ours to solve',
  );
  expect(actText({ kind: 'worsened', by: null, content: { severity: 'critical' } }, people)).toBe(
    'More severe: critical',
  );
});
