import { describe, expect, it } from 'vitest';
import { requestedWindow } from './requested-window.ts';

const DAY = '2026-05-20';
const hours = (stop: object) => requestedWindow({ requestedStartDate: DAY, ...stop })?.hours?.text;
const days = (stop: object) => requestedWindow({ ...stop })?.days.text;

describe('the requested window of a stop', () => {
  it.each([
    ['08:00', '12:00'],
    ['8:00', '12:00:00'],
    ['0800', '1200'],
    ['8 AM', '12pm'],
    [' 8:00 a.m. ', '12:00 P.M.'],
    ['2026-05-20T08:00:00', '2026-05-20 12:00'],
  ])('is from 8 until noon as %s, %s', (requestedStartTime, requestedEndTime) => {
    expect(hours({ requestedStartTime, requestedEndTime })).toBe(`${DAY}T08:00/${DAY}T12:00`);
  });

  it.each([
    ['08:00-12:00', undefined],
    ['08:00-12:00', '08:00-12:00'],
    ['08:00 – 12:00', 'TBD'],
    ['8 AM to 12 PM', null],
    ['8am-12pm', ''],
    ['0800/1200', undefined],
    ['08:00-12:00', '12:00'],
    ['8:00-12:00 PM', null],
    [null, '08:00 until 12:00'],
  ])('is from 8 until noon with both hours in one text: %s, %s', (requestedStartTime, requestedEndTime) => {
    expect(hours({ requestedStartTime, requestedEndTime })).toBe(`${DAY}T08:00/${DAY}T12:00`);
  });

  it.each([
    ['1:00-5:00 PM', '13:00', '17:00'],
    ['2:00 - 4:00pm', '14:00', '16:00'],
    ['8:00-4:00 PM', '08:00', '16:00'],
    ['11:00-1:00 PM', '11:00', '13:00'],
    ['9:00-11:00 a.m.', '09:00', '11:00'],
    ['9:00 AM-11:00 AM', '09:00', '11:00'],
  ])('has the half of the day that is named once for both hours: %s', (requestedStartTime, begin, end) => {
    expect(hours({ requestedStartTime })).toBe(`${DAY}T${begin}/${DAY}T${end}`);
  });

  it.each([
    ['08:00-12:00', '13:00'],
    ['08:00', '10:00-12:00'],
  ])('takes no hour for the offset of another without one: %s, %s', (requestedStartTime, requestedEndTime) => {
    const window = requestedWindow({ requestedStartDate: DAY, requestedStartTime, requestedEndTime });
    expect(window?.hours).toBeUndefined();
    expect(window?.words).toBe(`${requestedStartTime}, ${requestedEndTime}`.replaceAll('-', '\u2013'));
  });

  it('has the offset behind each of its hours', () => {
    expect(hours({ requestedStartTime: '08:00-05:00', requestedEndTime: '12:00-05:00' })).toBe(
      `${DAY}T08:00-05:00/${DAY}T12:00-05:00`,
    );
    expect(hours({ requestedStartTime: '08:00-05:00' })).toBe(`${DAY}T08:00-05:00`);
    expect(hours({ requestedStartTime: '08:00:00-10:00' })).toBe(`${DAY}T08:00-10:00`);
  });

  it.each([
    ['FCFS', undefined, 'FCFS'],
    ['By appt', 'By appt', 'By appt'],
    ['FCFS 7-3', null, 'FCFS 7–3'],
    ['25:00', undefined, '25:00'],
    ['08:00', 'FCFS', 'FCFS'],
    ['08:00', '12:00', null],
    ['08:00-12:00', null, null],
    ['00:00', '00:00', null],
    ['TBD', '', null],
    [null, null, null],
    ['', undefined, null],
    [`08:00${' '.repeat(60)}-12:00`, undefined, `08:00${' '.repeat(60)}\u201312:00`],
    [undefined, undefined, undefined],
  ])('keeps the words in the place of hours: %s, %s', (requestedStartTime, requestedEndTime, words) => {
    expect(requestedWindow({ requestedStartDate: DAY, requestedStartTime, requestedEndTime })?.words).toBe(words);
  });

  it('is an appointment with a first hour only, or the same twice', () => {
    expect(hours({ requestedStartTime: '08:00' })).toBe(`${DAY}T08:00`);
    expect(hours({ requestedStartTime: '08:00', requestedEndTime: '08:00', requestedEndDate: DAY })).toBe(
      `${DAY}T08:00`,
    );
  });

  it('is from the beginning of the day with a last hour only', () => {
    expect(hours({ requestedEndTime: '17:00' })).toBe(`${DAY}T00:00/${DAY}T17:00`);
    expect(hours({ requestedEndTime: '24:00' })).toBe(`${DAY}T00:00/${DAY}T24:00`);
  });

  it('ends on the next day if its last hour is before the first and no last day is stated', () => {
    expect(hours({ requestedStartTime: '22:00', requestedEndTime: '06:00' })).toBe(`${DAY}T22:00/2026-05-21T06:00`);
  });

  it('has no hours where they contradict each other or name none', () => {
    expect(hours({ requestedStartTime: '12:00', requestedEndTime: '08:00', requestedEndDate: DAY })).toBeUndefined();
    for (const requestedStartTime of ['TBD', 'FCFS', '', null, '8', '25:00'])
      expect(hours({ requestedStartTime }), String(requestedStartTime)).toBeUndefined();
    expect(hours({ requestedStartTime: '00:00', requestedEndTime: '00:00' })).toBeUndefined();
  });

  it('is at the instants that its hours name with their date and offset', () => {
    const hours = { requestedStartTime: '2026-05-21T01:00:00Z', requestedEndTime: '2026-05-21T03:00:00Z' };
    const window = requestedWindow({ requestedStartDate: '2026-05-20', ...hours });
    expect(window?.hours).toMatchObject({
      at: '2026-05-21T01:00:00.000Z',
      text: '2026-05-21T01:00:00Z/2026-05-21T03:00:00Z',
    });
    expect(window?.days).toMatchObject({ text: '2026-05-20' });
    const only = requestedWindow({ requestedStartDate: '2026-05-20', requestedStartTime: '2026-05-20T20:00:00-05:00' });
    expect(only?.hours).toMatchObject({ at: '2026-05-21T01:00:00.000Z' });
  });

  it('is of several days where two are stated', () => {
    const both = { requestedStartDate: DAY, requestedEndDate: '2026-05-22' };
    expect(days(both)).toBe(`${DAY}/2026-05-22`);
    expect(hours({ ...both, requestedStartTime: '08:00', requestedEndTime: '17:00' })).toBe(
      `${DAY}T08:00/2026-05-22T17:00`,
    );
    expect(hours({ ...both, requestedStartTime: '08:00' })).toBe(`${DAY}T08:00/2026-05-22T24:00`);
    expect(days({ requestedStartDate: DAY, requestedEndDate: '2026-05-19' })).toBe(DAY);
    expect(days({ requestedStartDate: '', requestedEndDate: DAY })).toBe(DAY);
    expect(requestedWindow({ requestedStartTime: '08:00' })).toBeUndefined();
  });
});
