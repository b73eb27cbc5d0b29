import type { ProviderRequest } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';

/** The user who submits a request; a repeated idempotency key returns the existing request. */
type Requester = { name: string; key?: string | undefined };

/** The stored request, or why none was stored: the provider does not accept its kind, or the key was used for another request. */
export type SubmitResult =
  | { id: string }
  | { rejected: 'provider'; acceptedBy: readonly string[] }
  | { rejected: 'key'; id: string };

/** Submits a request to a provider, for the form and the REST API. */
export async function submitRequest(provider: string, request: ProviderRequest, by: Requester): Promise<SubmitResult> {
  const { reconciler } = await runtime();
  const acceptedBy = reconciler.acceptedBy(request.kind);
  if (!acceptedBy.includes(provider)) return { rejected: 'provider', acceptedBy };
  const { id, isConflict } = await reconciler.enqueue(provider, request, by);
  return isConflict ? { rejected: 'key', id } : { id };
}
