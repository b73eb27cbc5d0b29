import { database } from '#db/client.ts';
import { respond } from '#lib/api/respond.ts';
import { readReadiness } from '#lib/health.ts';
import { runtime } from '#lib/runtime.ts';

export const dynamic = 'force-dynamic';

/** Whether webhooks should be sent here. */
export async function GET(): Promise<Response> {
  const running = await runtime().catch(() => null);
  const probe = running ? running.receiver.probe : async () => 'the database is unavailable';
  const ready = await readReadiness({ db: database(), probe, worker: false });
  return respond(ready.status === 'ready' ? 200 : 503, ready);
}
