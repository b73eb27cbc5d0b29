import { Unreadable } from '#lib/errors.ts';
import type { RunScope } from '#lib/model/run.ts';
import { parseStorable } from '#lib/model/storable-json.ts';

/** The run that brought something, and what it was after. */
export type ReconcileSource = { run: string; scope: RunScope };

/**
 * One event that was not delivered but fetched. `since`: from when on, at the earliest that is known, it was true. `changedAt`:
 * when its source says that what it is about changed last.
 */
export type ReconcileEvent = {
  key: string;
  type: string;
  raw: unknown;
  since?: string | null;
  changedAt?: string | null;
};

/** What stands in the body of a delivery with the source `reconcile`: `by` is null for a thing read again by itself. */
export type ReconcileEnvelope = { by: ReconcileSource | null; events: readonly ReconcileEvent[] };

/** The body of a delivery that brings what was fetched. */
export function writeReconcileEnvelope(pulled: ReconcileEnvelope): Uint8Array {
  return Buffer.from(JSON.stringify(pulled));
}

/** Opens such a body. Throws `Unreadable` for anything else. */
export function readReconcileEnvelope(body: Uint8Array): ReconcileEnvelope {
  const pulled = parse(Buffer.from(body).toString());
  if (typeof pulled === 'object' && pulled !== null && 'events' in pulled) return pulled as ReconcileEnvelope;
  throw new Unreadable('The body is not one that a reconciliation wrote');
}

function parse(text: string): unknown {
  try {
    return parseStorable(text);
  } catch {
    throw new Unreadable('The body is not JSON');
  }
}
