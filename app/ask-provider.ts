import type { ProviderRequest } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';

/** The user of a request; the same idempotency key again returns the existing request. */
type Requester = { name: string; key?: string | undefined };

/** The stored request, or why there is none: the provider does not accept it, or the key was used for another one. */
export type Asked =
  | { id: string }
  | { refused: 'provider'; takers: readonly string[] }
  | { refused: 'key'; id: string };

/** Submits a request to a provider, for the form and the REST API. */
export async function askProvider(provider: string, request: ProviderRequest, by: Requester): Promise<Asked> {
  const { reconciler } = await runtime();
  const takers = reconciler.acceptedBy(request.kind);
  if (!takers.includes(provider)) return { refused: 'provider', takers };
  const { id, isConflict } = await reconciler.enqueue(provider, request, by);
  return isConflict ? { refused: 'key', id } : { id };
}
