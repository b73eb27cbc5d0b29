import { describe, expect, it } from 'vitest';
import { findPorts } from './find-ports.ts';

const codes = (typed: string) => findPorts(typed).map(({ code }) => code);

describe('the search for ports', () => {
  it('finds a port by its UN/LOCODE, in any case and with a space', () => {
    expect(codes('nlrtm')[0]).toBe('NLRTM');
    expect(codes('NL RTM')).toEqual(['NLRTM']);
  });

  it('prefers names that begin with the text, and finds a port by its other name and country', () => {
    expect(codes('rotter')[0]).toBe('NLRTM');
    expect(codes('long beach')).toContain('USLAX');
    expect(codes('shanghai china')).toContain('CNSHA');
    expect(codes('shanghai france')).toEqual([]);
  });

  it('ignores accents', () => {
    expect(codes('gävle')).toEqual(codes('gavle'));
    expect(codes('gavle')).toContain('SEGVX');
  });
});
