import { messageOf, Unreadable } from '#lib/errors.ts';
import type { ApiCheck } from '#lib/model/api-check.ts';
import { AnswerRejected, type Api, TokenRejected } from '#lib/providers/api.ts';

/**
 * Reads the first page of each list, one after the other, and says what failed. The first failure that is not about one list ends the
 * check. Stores nothing.
 */
export async function checkApi(api: Pick<Api, 'kinds' | 'page'>): Promise<ApiCheck> {
  const forbidden: { title: string; reason: string }[] = [];
  for (const { kind, title } of api.kinds) {
    try {
      await api.page(kind, { since: null, cursor: null });
    } catch (thrown) {
      if (thrown instanceof AnswerRejected && thrown.status === 403)
        forbidden.push({ title, reason: messageOf(thrown) });
      else return failureOf(thrown);
    }
  }
  const [first] = forbidden;
  if (first) return { outcome: 'forbidden', lists: forbidden.map(({ title }) => title), detail: first.reason };
  return { outcome: 'connected', lists: api.kinds.map(({ title }) => title) };
}

function failureOf(thrown: unknown): ApiCheck {
  const detail = messageOf(thrown);
  if (thrown instanceof TokenRejected) return { outcome: 'refused', detail };
  if (thrown instanceof AnswerRejected && thrown.status === 401) return { outcome: 'refused', detail };
  return { outcome: thrown instanceof Unreadable ? 'unexpected' : 'unreachable', detail };
}
