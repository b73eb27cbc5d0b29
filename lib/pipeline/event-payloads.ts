import { readReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import { findProvider } from '#lib/providers/index.ts';

type Stored = { provider: string; source: string; body: Uint8Array };

/**
 * The events of a stored body as formatted JSON, by position. Numbers are as they were parsed; the exact bytes are those of the body.
 * None for a body that cannot be read.
 */
export function eventPayloads({ provider, source, body }: Stored): readonly string[] {
  try {
    const events =
      source === 'reconcile' ? readReconcileEnvelope(body).events : (findProvider(provider)?.open(body) ?? []);
    return events.map(({ raw }) => JSON.stringify(raw, null, 2));
  } catch {
    return [];
  }
}
