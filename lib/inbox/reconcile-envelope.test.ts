import { describe, expect, it } from 'vitest';
import { readReconcileEnvelope, writeReconcileEnvelope } from './reconcile-envelope.ts';

const RUN = '019cf0de-1111-7111-8111-111111111111';
const EVENT = { key: 'snapshot:leg:7:2026-03-01T00:00:00.000Z', type: 'snapshot.leg', raw: { id: 7 } };

describe('the body of fetched events', () => {
  it('is read as it was written', () => {
    const envelope = { by: { run: RUN, scope: 'incremental' as const }, events: [EVENT] };
    expect(readReconcileEnvelope(writeReconcileEnvelope(envelope))).toEqual(envelope);
    expect(readReconcileEnvelope(writeReconcileEnvelope({ by: null, events: [] }))).toEqual({ by: null, events: [] });
  });

  it.each([
    ['first', 'initial'],
    ['changes', 'incremental'],
    ['everything', 'full'],
  ])('of an earlier version with the scope %s is of the scope %s', (earlier, scope) => {
    const body = Buffer.from(JSON.stringify({ by: { run: RUN, scope: earlier }, events: [EVENT] }));
    expect(readReconcileEnvelope(body)).toEqual({ by: { run: RUN, scope }, events: [EVENT] });
  });

  it.each(['{"by":null}', '[]', 'null', '{'])('is rejected when it is %s', (body) => {
    expect(() => readReconcileEnvelope(Buffer.from(body))).toThrow();
  });
});
