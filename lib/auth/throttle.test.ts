import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

describe('guessing passwords', () => {
  it('stops after the limit, until the window is over', () => {
    const throttle = new Throttle(3, 1000);
    for (let guess = 0; guess < 3; guess += 1) {
      expect(throttle.wait('somebody', guess)).toBe(0);
      throttle.count('somebody', guess);
    }
    expect(throttle.wait('somebody', 10)).toBe(990);
    expect(throttle.wait('somebody else', 10)).toBe(0);
    expect(throttle.wait('somebody', 1000)).toBe(0);
  });

  it('is forgiven to whoever signs in', () => {
    const throttle = new Throttle(2, 1000);
    throttle.count('somebody', 0);
    throttle.clear('somebody');
    throttle.count('somebody', 1);
    expect(throttle.wait('somebody', 2)).toBe(0);
  });
});
