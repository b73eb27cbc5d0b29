import { digestOf } from '#lib/inbox/delivery-rows.ts';
import { readReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import type { ContentDigests } from '#lib/inbox/versions.ts';
import { canonical } from '#lib/providers/canonical.ts';
import { findProvider } from '#lib/providers/index.ts';

/** Digests of the events of a body, by position; the order of keys and white space do not matter. */
export const contentDigests: ContentDigests = (provider, source, body) => {
  try {
    const events =
      source === 'reconcile' ? readReconcileEnvelope(body).events : (findProvider(provider)?.open(body) ?? []);
    return events.map(({ raw }) => digestOf(canonical(raw)));
  } catch {
    // A malformed body is compared by its bytes.
    return [digestOf(body)];
  }
};
