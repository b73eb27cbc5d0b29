import { describe, expect, it } from 'vitest';
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
