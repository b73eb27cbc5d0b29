import { describe, expect, it } from 'vitest';
import { portOf } from './index.ts';

describe('a port by its UN/LOCODE', () => {
  it('has a name, a place on the map and a clock', () => {
    const port = portOf('CNSHA');
    expect(port?.name).toBe('Shanghai');
    expect(port?.coordinates?.[0]).toBeCloseTo(121.5, 0);
    expect(port?.coordinates?.[1]).toBeCloseTo(31.2, 0);
    expect(port?.timeZone).toBe('Asia/Shanghai');
  });

  it('stands on its own half of the world', () => {
    expect(portOf('USLAX')?.coordinates?.[0]).toBeLessThan(-110);
    expect(portOf('NLRTM')?.coordinates?.[1]).toBeGreaterThan(50);
    expect(portOf('AUSYD')?.coordinates?.[1]).toBeLessThan(-30);
  });

  it('is null when nobody knows it', () => {
    for (const code of ['XXXXX', '', null, undefined, 'constructor']) expect(portOf(code)).toBeNull();
  });
});
