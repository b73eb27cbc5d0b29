import { describe, expect, it } from 'vitest';
import { START, safeNext, signInPath } from './next-path.ts';

describe('after signing in', () => {
  it('leads to the requested page with its filters', () => {
    expect(safeNext('/deliveries?status=unmapped&provider=x')).toBe('/deliveries?status=unmapped&provider=x');
    expect(signInPath('/deliveries?status=unmapped')).toBe('/sign-in?next=%2Fdeliveries%3Fstatus%3Dunmapped');
  });

  it('leads to the start page of the user from the overview, which everybody opens first', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath(START)).toBe('/sign-in');
    expect(signInPath(null)).toBe('/sign-in');
  });

  it.each([
    null,
    '',
    'https://evil.example/x',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/x',
  ])('never leads to another site: %s', (next) => {
    expect(safeNext(next)).toBe(START);
  });
});
