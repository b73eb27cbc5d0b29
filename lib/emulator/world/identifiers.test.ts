import { expect, test } from 'vitest';
import { OCEAN_CARRIERS } from './carriers.ts';
import { airWaybill, containerCheckDigit, containerNumber, imoNumber } from './identifiers.ts';
import { Random } from './random.ts';

test('the check digit of a container number is that of ISO 6346', () => {
  expect(containerCheckDigit('CSQU305438')).toBe(3);
  expect(containerCheckDigit('MSKU907032')).toBe(3);
  expect(containerCheckDigit('TOLU473478')).toBe(7);
});

test('an invalid container number has the form, and another check digit', () => {
  const random = new Random('boxes');
  for (let i = 0; i < 500; i++) {
    const good = containerNumber(random, 'HLBU', false);
    expect(Number(good.at(-1))).toBe(containerCheckDigit(good.slice(0, 10)));
    const bad = containerNumber(random, 'HLBU', true);
    expect(bad).toMatch(/^HLBU\d{7}$/);
    expect(Number(bad.at(-1))).not.toBe(containerCheckDigit(bad.slice(0, 10)));
  }
});

test('ship numbers pass the IMO check', () => {
  expect(imoNumber('981100')).toBe('9811000');
  expect(imoNumber('932148')).toBe('9321483');
  const imos = OCEAN_CARRIERS.flatMap(({ vessels }) => vessels.map(({ imo }) => imo));
  for (const imo of imos) expect(imo).toMatch(/^\d{7}$/);
  expect(new Set(imos).size).toBe(imos.length);
});

test('an air waybill number ends in its serial modulo 7', () => {
  const [prefix, serial = ''] = airWaybill(new Random('awb'), '160').split('-');
  expect(prefix).toBe('160');
  expect(Number(serial.slice(0, 7)) % 7).toBe(Number(serial.at(-1)));
});
