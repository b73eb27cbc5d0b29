import { Unreadable } from '#lib/errors.ts';
import type { RunScope } from '#lib/model/run.ts';
import { parseStorable } from '#lib/model/storable-json.ts';

/** The run that fetched an event. */
export type ReconcileSource = { run: string; scope: RunScope };

/**
 * One event that was fetched, not delivered. `since`: the earliest known time from which it was true. `changedAt`: when
 * its object changed last, according to the provider.
 */
export type ReconcileEvent = {
  key: string;
  type: string;
  raw: unknown;
  since?: string | null;
  changedAt?: string | null;
};

/** The body of a delivery with the source `reconcile`. `by` is null for an object that was read outside a run. */
export type ReconcileEnvelope = { by: ReconcileSource | null; events: readonly ReconcileEvent[] };

/** The body of a delivery of fetched events. */
export function writeReconcileEnvelope(envelope: ReconcileEnvelope): Uint8Array {
  return Buffer.from(JSON.stringify(envelope));
}

/** The scopes under the names that bodies of earlier versions hold: stored bytes are never rewritten. */
const EARLIER_SCOPES: Readonly<Record<string, RunScope>> = {
  first: 'initial',
  changes: 'incremental',
  everything: 'full',
};

/** Parses such a body. Throws `Unreadable` for anything else. */
export function readReconcileEnvelope(body: Uint8Array): ReconcileEnvelope {
  const parsed = parse(Buffer.from(body).toString());
  if (typeof parsed !== 'object' || parsed === null || !('events' in parsed))
    throw new Unreadable('The body is not one that a reconciliation wrote');
  const { by, events } = parsed as ReconcileEnvelope;
  return { by: by && { ...by, scope: EARLIER_SCOPES[by.scope] ?? by.scope }, events };
}

function parse(text: string): unknown {
  try {
    return parseStorable(text);
  } catch {
    throw new Unreadable('The body is not JSON');
  }
}
