import { expect, test } from 'vitest';
import { createWorld } from '#lib/emulator/world/index.ts';
import { withChaos } from './chaos.ts';

const options = { seed: 5, start: new Date('2025-02-01T00:00:00Z'), shipments: 60 };
const unchanged = () => createWorld(options).deliveries();
const bodies = [...unchanged()].map(({ body }) => body);
const near = (count: number, share: number) => Math.abs(count / bodies.length - share) < 0.05;

test('without options nothing changes', () => {
  expect([...withChaos(unchanged(), {})].map(({ body }) => body)).toEqual(bodies);
});

test('the same seed gives the same faults', () => {
  const all = { duplicates: 0.2, reorder: 0.2, delay: 0.05, drop: 0.1, badSignature: 0.1, unknownType: 0.1 };
  const once = [...withChaos(unchanged(), all, 1)].map(({ body, fault }) => body + fault);
  expect([...withChaos(unchanged(), all, 1)].map(({ body, fault }) => body + fault)).toEqual(once);
  expect([...withChaos(unchanged(), all, 2)].map(({ body, fault }) => body + fault)).not.toEqual(once);
});

test('duplicates are sent in addition', () => {
  const out = [...withChaos(unchanged(), { duplicates: 0.3 })];
  expect(near(out.length - bodies.length, 0.3)).toBe(true);
  expect(new Set(out.map(({ body }) => body)).size).toBe(new Set(bodies).size);
});

test('reordered and delayed deliveries are all sent', () => {
  const out = [...withChaos(unchanged(), { reorder: 0.4, delay: 0.1 })].map(({ body }) => body);
  expect(out).not.toEqual(bodies);
  expect(out.toSorted()).toEqual(bodies.toSorted());
});

test('dropped deliveries are never sent', () => {
  const out = [...withChaos(unchanged(), { drop: 0.25 })];
  expect(near(bodies.length - out.length, 0.25)).toBe(true);
});

test('a forged copy is signed with another secret', () => {
  const forged = [...withChaos(unchanged(), { badSignature: 0.2 })].filter(({ fault }) => fault === 'forged');
  expect(near(forged.length, 0.2)).toBe(true);
  const honest = [...unchanged()].find(({ body }) => body === forged[0]?.body);
  expect(forged[0]?.sign('secret')).not.toEqual(honest?.sign('secret'));
});

test('unknown types are sent in addition, with valid signatures', () => {
  const strange = [...withChaos(unchanged(), { unknownType: 0.2 })].filter(({ fault }) => fault === 'unknown');
  expect(near(strange.length, 0.2)).toBe(true);
  for (const { body } of strange) expect(body).toMatch(/teleported/i);
  const flexport = strange.find(({ provider }) => provider === 'flexport');
  const sameAsFirst = [...unchanged()].find(({ body }) => body === flexport?.body);
  expect(sameAsFirst).toBeUndefined();
});
