import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import type { RequestKind } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';

/** Whether the user may submit requests of a kind, to `provider` or to any. */
export async function maySubmit(kind: RequestKind, provider?: string): Promise<boolean> {
  const user = await currentUser();
  if (!user || !includesRole(user.role, 'operator')) return false;
  const acceptedBy = (await runtime()).reconciler.acceptedBy(kind);
  return provider === undefined ? acceptedBy.length > 0 : acceptedBy.includes(provider);
}
