import { describe, expect, it } from 'vitest';
import { providers } from '#lib/providers/index.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { newResult, runCampaign } from './campaign.ts';
import { minimise } from './minimise.ts';
import { gatherPayloads } from './payloads.ts';
import { permittedReason } from './permitted.ts';
import { Fault, processPayload } from './process-payload.ts';
import { rowFault } from './storable.ts';

const corpus = gatherPayloads(12);

describe('mutated payloads', () => {
  it('are derived from every event type of the providers', () => {
    const begun = new Set(corpus.payloads.map(({ type }) => type.split(':')[0]));
    for (const { types } of providers) expect(types.filter((type) => !begun.has(type))).toEqual([]);
  });

  it('are processed or rejected for a permitted reason, and all their rows can be stored', () => {
    const result = newResult();
    runCampaign(corpus, 'unit', 0, repetitions(4_000, 1_000), result);
    expect([...result.findings.values()]).toEqual([]);
    const outcomes = [...result.outcomes.keys()].map((name) => name.split(':')[0]);
    expect(new Set(outcomes)).toEqual(new Set(['processed', 'ignored', 'unmapped', 'dead letter', 'malformed']));
    expect(result.outcomes.get('processed')).toBeGreaterThan(repetitions(2_000, 500));
  });

  it('are reproducible by seed', () => {
    const [once, again] = [newResult(), newResult()];
    runCampaign(corpus, 'again', 0, 100, once);
    runCampaign(corpus, 'again', 0, 100, again);
    expect([...again.outcomes]).toEqual([...once.outcomes]);
  });
});

describe('very long lists', () => {
  const forwarded = (type: string, resource: object) =>
    ({
      _object: '/event',
      id: 1,
      type,
      created_at: '2026-02-01T00:00:00Z',
      data: { resource: { id: 1, ...resource } },
    }) as const;
  const many = (count: number, one: unknown) => Array.from({ length: count }, () => one);
  const stops = Array.from({ length: 33_000 }, (_, id) => ({ id, city: 'Reno' }));
  const part = {
    _object: '/ocean/shipment_container_leg',
    shipment: { id: 5 },
    leg: { id: 1 },
    shipment_container: { id: 2 },
  };

  it.each([
    ['lines of an invoice', 'flexport', forwarded('/invoice#invoice_shared', { items: many(40_000, { name: 'a' }) })],
    ['lines of an order', 'flexport', forwarded('/purchase_order#created', { line_items: many(40_000, { sku: 'a' }) })],
    [
      'dates',
      'flexport',
      forwarded('/ocean/shipment_container_leg#loaded_on_board', { ...part, dates: many(400_000, 0) }),
    ],
    ['stops', 'mvmnt', { event: 'shipment.updated', timestamp: '2026-02-01T00:00:00Z', data: { id: 'a', stops } }],
  ] as const)('of %s are processed', (_what, provider, body) => {
    const { outcomes } = processPayload({ provider, source: 'webhook' }, Buffer.from(JSON.stringify(body)));
    expect(outcomes).toEqual([{ outcome: 'processed', reason: '' }]);
  });
});

describe('a fault', () => {
  it.each([
    [{ pieces: 2 ** 31 }, /pieces is no whole number/],
    [{ name: 'half \ud83d' }, /name cannot be stored/],
    [{ customer: 'a\0b' }, /customer cannot be stored/],
    [{ lateAt: '10000-01-01T00:00:00.000Z' }, /lateAt is no instant/],
    [{ status: null }, /status is missing/],
    [{ progress: [{ moment: { text: '\ud83d' } }] }, /progress holds text/],
    [{ mode: 'x'.repeat(3_000) }, /too long for an index/],
  ])('is a row that the database would reject: %j', (values, words) => {
    expect(rowFault('shipments', { ...shipment, ...values })).toMatch(words);
    expect(rowFault('shipments', shipment)).toBeNull();
  });

  it('is a rejection for a reason that is not permitted', () => {
    expect(permittedReason('the event states no shipment')).toBe('the event states no shipment');
    expect(permittedReason('Invalid time value')).toBeNull();
  });

  it('is any error other than a rejection', () => {
    const body = Buffer.from(JSON.stringify({ by: null, events: [{ key: 'k', type: 'snapshot.shipment' }] }));
    expect(() => processPayload({ provider: 'mvmnt', source: 'snapshot' }, body)).toThrow(Fault);
  });

  it('is reported with a minimised payload', () => {
    const value = {
      id: 1,
      data: {
        legs: [
          { id: 2, name: 'a long name that does not matter' },
          { id: 3, bad: true },
        ],
      },
    };
    expect(minimise(value, (one) => JSON.stringify(one).includes('"bad":true'))).toEqual({
      data: { legs: [{ bad: true }] },
    });
  });
});

const shipment = {
  id: '00000000-0000-8000-8000-000000000001',
  provider: 'mvmnt',
  externalId: 'a',
  status: 'booked',
  statusReason: 'Booked',
  statusBasis: 'evidence',
  progress: [],
  archived: false,
  reportedAt: '2026-03-12T10:00:00.000Z',
  learnedAt: '2026-03-12T10:00:00.000Z',
};
