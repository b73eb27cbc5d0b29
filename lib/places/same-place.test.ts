import { describe, expect, it } from 'vitest';
import { at } from '#tests/support/shipment-rows.ts';
import { countryOf, isSamePlace } from './same-place.ts';
import { withPortTimeZone } from './with-port-time-zone.ts';

type Given = ReturnType<typeof at>;

describe('two descriptions mean one place', () => {
  it.each<[string, Given, Given, boolean]>([
    [
      'by one code, whatever they call it',
      at('Jurong', { unlocode: 'SGSIN' }),
      at('Singapore', { unlocode: 'SGSIN' }),
      true,
    ],
    [
      'by one code that no list of ports has',
      at('Yard', { unlocode: 'USRNO' }),
      at('Reno', { unlocode: 'USRNO' }),
      true,
    ],
    ['though one adds its country and the other its code', at('Singapore, Singapore'), at('Singapore, SG'), true],
    ['not where "port of" is a part of the name', at('Bridgeport of Call'), at('Bridge Call'), false],
    [
      'not by two codes of two ports',
      at('Los Angeles', { unlocode: 'USLAX' }),
      at('Oakland', { unlocode: 'USOAK' }),
      false,
    ],
    ['by one name', at('Reno'), at('Reno'), true],
    ['not by two names', at('Reno'), at('Elko'), false],
    [
      'by the name of the port that a code stands for',
      at('Terminal 4', { unlocode: 'USLAX' }),
      at('Los Angeles'),
      true,
    ],
    ['by one port under two codes', at('Shanghai', { unlocode: 'CNSHA' }), at('Shanghai', { unlocode: 'CNSGH' }), true],
    ['not in two countries', at('Portland', { country: 'US' }), at('Portland', { country: 'GB' }), false],
    [
      'not in two countries, one of which its code tells',
      at('Vancouver', { unlocode: 'CAVAN' }),
      at('Vancouver', { country: 'US' }),
      false,
    ],
    ['in one country in any case', at('Reno', { country: 'us' }), at('Reno', { country: 'US' }), true],
    ['where only one names a country', at('Reno', { country: 'US' }), at('Reno'), true],
    ['not in two states', at('Portland, OR'), at('Portland, ME'), false],
    ['in one state in any case', at('Portland, OR'), at('Portland, or'), true],
    ['where only one names a state', at('Portland, OR'), at('Portland'), true],
    ['though one adds its country', at('Singapore, Singapore'), at('Singapore'), true],
    ['in capitals, with accents and marks', at('SÃO-PAULO'), at('Sao Paulo'), true],
    ['though one calls itself a port', at('Port of Los Angeles'), at('Los Angeles'), true],
    ['though one calls itself an airport', at('Los Angeles Airport'), at('Airport of Los Angeles'), true],
    ['though one calls itself a seaport', at('Seaport of Busan'), at('Busan port'), true],
    ['though one adds its code in brackets', at('Los Angeles (LAX)'), at('Los Angeles'), true],
    ['not because both are called port', at('Port'), at('port'), false],
    ['not because both have a name of signs', at('???'), at('---'), false],
    ['not where port is a part of the name', at('Portland'), at('land'), false],
    ['not where only a part of the name is the same', at('Long Beach'), at('Long Beach Terminal'), false],
  ])('%s', (_what, one, other, expected) => {
    expect(isSamePlace(one, other)).toBe(expected);
    expect(isSamePlace(other, one)).toBe(expected);
  });
});

describe('the country of a place', () => {
  it('is the one that is stated, else that of its code', () => {
    expect(countryOf(at('A', { country: 'us', unlocode: 'CNSHA' }))).toBe('US');
    expect(countryOf(at('A', { unlocode: 'CNSHA' }))).toBe('CN');
    expect(countryOf(at('A'))).toBeNull();
  });
});

describe('the clock of a place', () => {
  it('is the one that is stated, where that exists, else that of its port', () => {
    const shanghai = { country: 'CN', unlocode: 'CNSHA' };
    expect(withPortTimeZone(at('Shanghai', shanghai))).toEqual(
      at('Shanghai', { ...shanghai, timeZone: 'Asia/Shanghai' }),
    );
    expect(withPortTimeZone(at('Shanghai', { ...shanghai, timeZone: 'Asia/Tokyo' })).timeZone).toBe('Asia/Tokyo');
    expect(withPortTimeZone(at('Shanghai', { ...shanghai, timeZone: 'Mars/Base' })).timeZone).toBe('Asia/Shanghai');
    expect(withPortTimeZone(at('Nowhere', { timeZone: 'Mars/Base' })).timeZone).toBe('Mars/Base');
    const nowhere = at('Nowhere');
    expect(withPortTimeZone(nowhere)).toBe(nowhere);
    expect([withPortTimeZone(null), withPortTimeZone(undefined)]).toEqual([null, undefined]);
  });
});
