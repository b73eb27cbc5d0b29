import type { DemoMessage, DemoMessageRow } from './message.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 5_000;

/** Whether this is the demo, with a mailbox of its own. */
export const hasMailbox = (variables: Variables) => Boolean(variables.DEMO_MAILBOX_URL);

/** The messages that the demo has received, the latest first; null if its process does not answer. */
export async function readMailbox(variables: Variables): Promise<DemoMessageRow[] | null> {
  return (await read(variables, 'messages')) as DemoMessageRow[] | null;
}

/** One message; null if the demo no longer has it. */
export async function readDemoMessage(variables: Variables, id: string): Promise<DemoMessage | null> {
  return (await read(variables, `messages/${encodeURIComponent(id)}`)) as DemoMessage | null;
}

async function read({ DEMO_MAILBOX_URL: url }: Variables, path: string): Promise<unknown> {
  if (!url) return null;
  const response = await fetch(`${url}/${path}`, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => null,
  );
  return response?.ok ? response.json() : null;
}
