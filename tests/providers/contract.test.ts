import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { Unreadable } from '#lib/errors.ts';
import { changeSchema } from '#lib/model/change.ts';
import { providers } from '#lib/providers/index.ts';

const ROOM = join(import.meta.dirname, '../../lib/providers');
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe.each(providers)('the provider $name', (provider) => {
  const folder = join(ROOM, provider.name, 'fixtures');
  const fixtures = readdirSync(folder).filter((file) => file.endsWith('.json'));

  it('is in the folder of its name, which is valid in a path', () => {
    expect(provider.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(fixtures.length).toBeGreaterThan(5);
  });

  it('has an environment key that the server reads', () => {
    expect(provider.secretKey).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(parseEnv({ [provider.secretKey]: 'current, previous' }).raw[provider.secretKey]).toBe('current, previous');
  });

  it.each([
    ['no headers', {}],
    ['empty ones', { 'x-hub-signature': '', 'x-hub-signature-256': '', 'x-api-key': '', authorization: '' }],
    [
      'nonsense',
      { 'x-hub-signature-256': '=', 'x-hub-signature': '===', 'x-api-key': '\u{1F6A2}', authorization: 'Bearer' },
    ],
    ['long ones', { 'x-hub-signature-256': 'a'.repeat(60_000), 'x-api-key': 'b'.repeat(60_000) }],
  ])('rejects a request with %s with a reason, and never throws', (_what, headers: Record<string, string>) => {
    for (const secrets of [['right-secret-0123'], ['right-secret-0123', 'older-secret-0123'], []]) {
      const result = provider.verify(headers, bytes({ any: 'body' }), secrets);
      if (result.ok) throw new Error('accepted');
      expect(result.reason).toMatch(/\w+ \w+/);
      expect(result.reason).not.toContain('right-secret');
    }
  });

  it.each(['', 'null', '[]', '"text"', '{', '{}', '[[]]', '{"events":null}', '\u0000'])(
    'rejects the body %j as unreadable',
    (body) => {
      expect(() => provider.open(new TextEncoder().encode(body))).toThrow(Unreadable);
    },
  );

  it.each(fixtures)('normalises %s', (file) => {
    const { about, body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { about: string; body: unknown };
    expect(about).toMatch(/\S/);
    const events = provider.open(bytes(body));
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const outcome = provider.normalise(event);
      if (outcome.outcome !== 'changes') {
        expect(outcome.reason).toMatch(/\w+ \w+/);
        continue;
      }
      if (outcome.reportedAt !== null) expect(new Date(outcome.reportedAt).toISOString()).toBe(outcome.reportedAt);
      expect(outcome.changes.length).toBeGreaterThan(0);
      for (const change of outcome.changes) expect(changeSchema.parse(change)).toEqual(change);
    }
  });

  it.each(fixtures)('gives every event of %s the same key each time, and different events different keys', (file) => {
    const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { body: unknown };
    const once = provider.open(bytes(body)).map(({ key }) => key);
    expect(provider.open(bytes(body)).map(({ key }) => key)).toEqual(once);
    expect(new Set(once).size).toBe(once.length);
  });

  it('makes a test request that it verifies, opens and normalises as one shipment', () => {
    const [id, at] = ['test-4711', '2026-03-14T18:00:00.000Z'];
    const { headers, body } = provider.testRequest('right-secret-0123', { id, at });
    const raw = new TextEncoder().encode(body);
    expect(provider.verify(headers, raw, ['right-secret-0123']).ok).toBe(true);
    expect(provider.verify(headers, raw, ['other-secret-0123']).ok).toBe(false);
    const events = provider.open(raw);
    expect(events.map(({ key }) => key.includes(id))).toEqual([true]);
    const outcomes = events.map((event) => provider.normalise(event));
    const changes = outcomes.flatMap((one) => (one.outcome === 'changes' ? one.changes : []));
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map((change) => ('shipment' in change ? change.shipment : null)))).toEqual(new Set([id]));
    const reported = outcomes.map((one) => one.outcome === 'changes' && one.reportedAt);
    expect(reported).toEqual([at]);
  });

  it('has an outcome for every listed type, and leaves others unmapped', () => {
    expect(new Set(provider.types).size).toBe(provider.types.length);
    for (const type of provider.types) {
      const outcome = outcomeOf(() =>
        provider.normalise({ key: 'k', type, raw: { type, event: type, data: { milestone: 'departed' } } }),
      );
      expect([type, outcome]).not.toEqual([type, 'unmapped']);
    }
    expect(outcomeOf(() => provider.normalise({ key: 'k', type: 'no.such_type', raw: { data: {} } }))).toBe('unmapped');
  });
});

/** The outcome; `unreadable` is valid for a known type without content. */
function outcomeOf(normalise: () => { outcome: string }): string {
  try {
    return normalise().outcome;
  } catch (thrown) {
    if (thrown instanceof Unreadable) return 'unreadable';
    throw thrown;
  }
}
