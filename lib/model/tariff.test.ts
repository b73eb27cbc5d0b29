import { expect, it } from 'vitest';
import { tariff } from '#tests/support/tariff.ts';
import { type Tariff, type TariffSubject, tariffOn, tariffsFor } from './tariff.ts';

const CONTAINER: TariffSubject = {
  carriers: ['Evergreen Line', null, 'EGLV'],
  place: { name: 'Fenix Marine', unlocode: 'USLAX' },
  containerType: 'reefer',
  size: '40',
};

/** The currencies, which serve as names, of the tariffs that are for the container. */
const names = (tariffs: Tariff[], changes: Partial<TariffSubject> = {}) =>
  tariffsFor(tariffs, 'detention', { ...CONTAINER, ...changes }).map(({ currency }) => currency);
const named = (currency: string, changes: Partial<Tariff> = {}) =>
  tariff({ charge: 'detention', freeDays: 5, currency, ...changes });

/** From the least specific. */
const ALL = [
  named('combined', { charge: 'combined' }),
  named('any'),
  named('later', { validFrom: '2026-01-01' }),
  named('size', { size: '40' }),
  named('class', { containerType: 'reefer' }),
  named('class and size', { containerType: 'reefer', size: '40' }),
  named('port', { port: 'USLAX' }),
  named('port and size', { port: 'USLAX', size: '40' }),
  named('terminal', { port: 'USLAX', terminal: 'fenix marine' }),
];

it('is the more specific the more it says of the place, then of the class, then of the size', () => {
  const expected = ALL.map(({ currency }) => currency).reverse();
  expect(names(ALL)).toEqual(expected);
  expect(names([...ALL].reverse())).toEqual(expected);
});

it('is not for a container of another carrier, charge, port, terminal, class or size', () => {
  expect(names(ALL, { carriers: ['Nobody'] })).toEqual([]);
  expect(names([tariff()])).toEqual([]);
  expect(names(ALL, { place: { name: 'Fenix Marine', unlocode: 'USLGB' }, size: '20', containerType: 'dry' })).toEqual([
    ...['later', 'any', 'combined'],
  ]);
  expect(names(ALL, { place: { name: 'Pier 400', unlocode: 'USLAX' } })[0]).toBe('port and size');
});

it('matches what is not known of a container only where it is for any', () => {
  expect(names(ALL, { place: null, containerType: null, size: null })).toEqual(['later', 'any', 'combined']);
});

it('is by the SCAC of a leg too, and by another code of the same port', () => {
  const shanghai = named('scac', { carrier: 'eglv', port: 'CNSGH' });
  expect(names([shanghai], { place: { name: 'Shanghai', unlocode: 'CNSHA' } })).toEqual(['scac']);
});

it('is that of a day from its first to its last day', () => {
  const year = named('year', { validFrom: '2026-01-01', validUntil: '2026-12-31' });
  const found = (day: string) => tariffOn([year, named('any')], day)?.currency;
  expect([found('2025-12-31'), found('2026-01-01'), found('2026-12-31'), found('2027-01-01')]).toEqual([
    ...['any', 'year', 'year', 'any'],
  ]);
  expect(tariffOn([year], '2027-01-01')).toBeUndefined();
});
