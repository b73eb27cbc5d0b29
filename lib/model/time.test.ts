import { describe, expect, it } from 'vitest';
import { parseMoment } from './time.ts';

describe('reading a moment', () => {
  it.each([
    ['2026-03-12', '2026-03-12T00:00:00.000Z', null, 'day'],
    ['2026-03-12T14:30:00+08:00', '2026-03-12T06:30:00.000Z', '+08:00', 'time'],
    ['2026-03-12T14:30:00.125Z', '2026-03-12T14:30:00.125Z', 'Z', 'time'],
    ['2026-03-12 14:30', '2026-03-12T14:30:00.000Z', null, 'time'],
    ['2026-03-12T14:30:00+08', '2026-03-12T06:30:00.000Z', '+08:00', 'time'],
    ['2026-03-12 14:30:00+00', '2026-03-12T14:30:00.000Z', '+00:00', 'time'],
    ['2026-03-12T14:30:00,5Z', '2026-03-12T14:30:00.500Z', 'Z', 'time'],
    ['20260312T143000Z', '2026-03-12T14:30:00.000Z', 'Z', 'time'],
    ['2026-03-12T14:30:60Z', '2026-03-12T14:31:00.000Z', 'Z', 'time'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', null, 'day'],
  ])('%s keeps its text, offset and precision', (text, at, offset, precision) => {
    expect(parseMoment(text)).toEqual({ at, text, offset, precision });
  });

  it.each([
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2025-02-29',
    '2026-03-12T25:00:00Z',
    '12/03/2026',
    '0001-01-01T00:00:00Z',
    '1900-01-01',
    '20260312',
    '2026-03-12T24:00:01Z',
    '2026-03-12Tnoon',
  ])('%s names no instant', (text) => {
    expect(parseMoment(text)).toBeNull();
  });
});
