import { messageOf } from '#lib/errors.ts';

/** The HTTP status of the answer, null without one; and why it failed, if it did. */
export type Answered = { status: number | null; problem?: string };

const TIMEOUT_MS = 10_000;

/** Posts a webhook. Never throws. */
export async function postTest(
  address: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
): Promise<Answered> {
  let answer: Response;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    answer = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
  } catch (thrown) {
    return { status: null, problem: `${address} cannot be reached from this machine: ${reasonOf(thrown)}` };
  }
  const { status } = answer;
  const said = (await answer.json().catch(() => null)) as { received?: unknown; detail?: unknown } | null;
  if (status === 200 && said?.received === true) return { status };
  if (status === 200) return { status, problem: 'Something else answers at this address: not Fairlead' };
  if (status >= 300 && status < 400) return { status, problem: 'This address leads to another one' };
  const detail = typeof said?.detail === 'string' ? said.detail : answer.statusText;
  return { status, problem: `Answered ${status}: ${detail}`.slice(0, 500) };
}

/** The reason of a connection error is in its cause. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1_000} s`;
  return messageOf(thrown instanceof Error && thrown.cause ? thrown.cause : thrown);
}
