import { database } from '#db/client.ts';
import { respond } from '#lib/api/respond.ts';
import { readHealth } from '#lib/health.ts';
import { runtime } from '#lib/runtime.ts';

export const dynamic = 'force-dynamic';

/** The health of Fairlead where no gateway runs. Public. */
export async function GET(): Promise<Response> {
  const running = await runtime().catch(() => null);
  const probe = running ? running.receiver.probe : async () => 'the database is unavailable';
  const health = await readHealth({ db: database(), probe, worker: running?.working() ?? false });
  return respond(health.status === 'ok' ? 200 : 503, health);
}
