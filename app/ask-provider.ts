import type { ProviderRequest } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';

/** Who asks; asking again with the same key asks for nothing new. */
type Requester = { name: string; key?: string | undefined };

/** What was noted, or why nothing was: the provider takes no such request, or the key was used for another one before. */
export type Asked =
  | { id: string }
  | { refused: 'provider'; takers: readonly string[] }
  | { refused: 'key'; id: string };

/** Notes what a provider is to be asked, in somebody's name: the same for the form and for the REST API. */
export async function askProvider(provider: string, request: ProviderRequest, by: Requester): Promise<Asked> {
  const { reconciler } = await runtime();
  const takers = reconciler.takes(request.kind);
  if (!takers.includes(provider)) return { refused: 'provider', takers };
  const { id, isOther } = await reconciler.enqueue(provider, request, by);
  return isOther ? { refused: 'key', id } : { id };
}
