import { describe, expect, it } from 'vitest';
import { at } from '#tests/support/shipment-rows.ts';
import { countryOf, isSamePlace } from './same-place.ts';
import { withPortTimeZone } from './with-port-time-zone.ts';

type Given = ReturnType<typeof at>;

describe('two descriptions are the same place', () => {
  it.each<[string, Given, Given, boolean]>([
    ['by one code, under any name', at('Jurong', { unlocode: 'SGSIN' }), at('Singapore', { unlocode: 'SGSIN' }), true],
    ['by one code that is no known port', at('Yard', { unlocode: 'USRNO' }), at('Reno', { unlocode: 'USRNO' }), true],
    ['although one adds its country and the other its code', at('Singapore, Singapore'), at('Singapore, SG'), true],
    ['not if "port of" is a part of the name', at('Bridgeport of Call'), at('Bridge Call'), false],
    [
      'not by two codes of two ports',
      at('Los Angeles', { unlocode: 'USLAX' }),
      at('Oakland', { unlocode: 'USOAK' }),
      false,
    ],
    ['by one name', at('Reno'), at('Reno'), true],
    ['not by two names', at('Reno'), at('Elko'), false],
    ['by the name of the port of a code', at('Terminal 4', { unlocode: 'USLAX' }), at('Los Angeles'), true],
    ['by one port under two codes', at('Shanghai', { unlocode: 'CNSHA' }), at('Shanghai', { unlocode: 'CNSGH' }), true],
    [
      'by one port under two codes and names',
      at('Yangshan', { unlocode: 'CNSGH' }),
      at('Wusong', { unlocode: 'CNSHA' }),
      true,
    ],
    ['not in two countries', at('Portland', { country: 'US' }), at('Portland', { country: 'GB' }), false],
    [
      'not in two countries, one of them by code',
      at('Vancouver', { unlocode: 'CAVAN' }),
      at('Vancouver', { country: 'US' }),
      false,
    ],
    ['in one country in any case', at('Reno', { country: 'us' }), at('Reno', { country: 'US' }), true],
    ['if only one has a country', at('Reno', { country: 'US' }), at('Reno'), true],
    ['not in two states', at('Portland, OR'), at('Portland, ME'), false],
    ['in one state in any case', at('Portland, OR'), at('Portland, or'), true],
    ['if only one has a state', at('Portland, OR'), at('Portland'), true],
    ['although one adds its country', at('Singapore, Singapore'), at('Singapore'), true],
    ['in upper case, with accents and punctuation', at('SÃO-PAULO'), at('Sao Paulo'), true],
    ['although one adds "port"', at('Port of Los Angeles'), at('Los Angeles'), true],
    ['although one adds "airport"', at('Los Angeles Airport'), at('Airport of Los Angeles'), true],
    ['although one adds "seaport"', at('Seaport of Busan'), at('Busan port'), true],
    ['although one adds its code in brackets', at('Los Angeles (LAX)'), at('Los Angeles'), true],
    ['not because both contain "port"', at('Port'), at('port'), false],
    ['not because both names are punctuation', at('???'), at('---'), false],
    ['not if "port" is a part of the name', at('Portland'), at('land'), false],
    ['not if only a part of the name is the same', at('Long Beach'), at('Long Beach Terminal'), false],
  ])('%s', (_what, one, other, expected) => {
    expect(isSamePlace(one, other)).toBe(expected);
    expect(isSamePlace(other, one)).toBe(expected);
  });
});

describe('the country of a place', () => {
  it('is the stated one, else that of its code', () => {
    expect(countryOf(at('A', { country: 'us', unlocode: 'CNSHA' }))).toBe('US');
    expect(countryOf(at('A', { unlocode: 'CNSHA' }))).toBe('CN');
    expect(countryOf(at('A'))).toBeNull();
  });
});

describe('the time zone of a place', () => {
  it('is the stated one if it exists, else that of its port', () => {
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
