import { describe, expect, it } from 'vitest';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import { parseMoment } from '#lib/model/time.ts';
import { wordsIn } from './translate.ts';

const year = new Date().getUTCFullYear();
const [en, de, zh] = [wordsIn('en'), wordsIn('de'), wordsIn('zh')];

describe('texts in a language', () => {
  it('have their values, which are never read as messages or as names of values', () => {
    expect(de.t('Shared with {name}.', { name: '{date} Arrived' })).toBe('Geteilt mit {date} Arrived.');
    expect(en.t('Shared with {name}.', { other: 'x' })).toBe('Shared with {name}.');
  });

  it('stay English without a translation', () => {
    expect(zh.t('Something that is not known')).toBe('Something that is not known');
    expect(zh.t('constructor')).toBe('constructor');
  });

  it('have a context where English has one word for several, which is not shown', () => {
    expect([en, de, zh].map(({ t }) => t('To¦mail'))).toEqual(['To', 'An', '收件人']);
    expect([en, de, zh].map(({ t }) => t('To'))).toEqual(['To', 'Nach', '至']);
    expect(de.t('Sent {n}¦nowhere', { n: '¦' })).toBe('Sent ¦');
    expect(AS_WRITTEN.t('To¦mail')).toBe('To');
    expect(en.t('Held ¦ see 4')).toBe('Held ¦ see 4');
  });
});

describe('lists in a language', () => {
  it('have its comma, and no empty texts', () => {
    const texts = ['Customs hold', null, 'Exam', '', false, undefined] as const;
    expect([en, de, zh].map(({ list }) => list(texts))).toEqual([
      'Customs hold, Exam',
      'Customs hold, Exam',
      'Customs hold、Exam',
    ]);
    expect(en.list([])).toBe('');
  });
});

describe('numbers in a language', () => {
  const inAll = (value: number) => [en, de, zh].map(({ number }) => number(value));

  it('have its separators', () => {
    expect(inAll(1200)).toEqual(['1,200', '1.200', '1,200']);
    expect(inAll(1200.5)).toEqual(['1,200.5', '1.200,5', '1,200.5']);
    expect(inAll(-1_234_567)).toEqual(['-1,234,567', '-1.234.567', '-1,234,567']);
    expect(inAll(-0)).toEqual(['0', '0', '0']);
  });

  it('are in English as in files', () => {
    for (const value of [0, 7, 999, 1000, 12_345.678_9, 1e9, 0.05, -3.5])
      expect(en.number(value)).toBe(value.toLocaleString('en-US'));
  });

  it('are written by texts, unless they are given as texts', () => {
    expect([en, de, zh].map(({ t }) => t('{n} more', { n: 1200 }))).toEqual([
      '1,200 more',
      '1.200 weitere',
      '另有 1,200 项',
    ]);
    expect(de.t('{n} more', { n: '1200' })).toBe('1200 weitere');
    expect(en.counted(1200, '{n} event', '{n} events')).toBe('1,200 events');
    expect(de.counted(1200, '{n} event', '{n} events')).toBe('1.200 Ereignisse');
    expect(de.counted(1200, '{n} event', '{n} events', { n: '1200' })).toBe('1200 Ereignisse');
    expect(AS_WRITTEN.counted(1200, '{n} event', '{n} events')).toBe('1200 events');
  });
});

describe('days and moments in a language', () => {
  it('have the year if it is not this one', () => {
    expect([en, de, zh].map(({ day }) => day(`${year}-03-12`))).toEqual(['12 Mar', '12. März', '3月12日']);
    expect([en, de, zh].map(({ day }) => day('2019-03-12'))).toEqual(['12 Mar 2019', '12. März 2019', '2019年3月12日']);
  });

  it('are on the clock of their place, and say if nobody knows its zone', () => {
    const [placed, unplaced] = [parseMoment('2019-03-12T06:30:00Z'), parseMoment('2019-03-12T06:30:00')];
    if (!placed || !unplaced) throw new Error('Not parsed');
    expect(de.moment(placed, 'Asia/Shanghai')).toBe('12. März 2019 14:30 +08:00');
    expect(zh.moment(unplaced)).toBe('2019年3月12日 06:30 时区未知');
    expect(en.moment(unplaced)).toBe('12 Mar 2019 06:30 zone unknown');
  });

  it('have the end of a window', () => {
    const [hours, days] = ['2019-05-20T08:00/2019-05-20T12:00', '2019-05-20/2019-05-22'].map(parseMoment);
    if (!hours || !days) throw new Error('Not parsed');
    expect(de.moment(hours)).toBe('20. Mai 2019 08:00–12:00 Zeitzone unbekannt');
    expect([en, de, zh].map(({ moment }) => moment(days))).toEqual([
      '20 May 2019 – 22 May 2019',
      '20. Mai 2019 – 22. Mai 2019',
      '2019年5月20日 – 2019年5月22日',
    ]);
  });
});
