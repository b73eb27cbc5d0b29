'use server';
import { previewReplay, replayMatching as replay } from '#app/replay-events.ts';
import type { ReplayAnswer, ReplayPreviewAnswer } from '#components/deliveries/replay-preview.tsx';
import { database } from '#db/client.ts';
import { DELIVERIES } from '#db/queries/deliveries.ts';
import { readShipmentNames } from '#db/queries/delivery-list.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { readAddress } from '../records.ts';
import { REPLAY_PROBLEMS } from './replay-problems.ts';

/** The filter in the query string of the webhook log. */
function filterOf(search: string) {
  return readAddress(DELIVERIES, Object.fromEntries(new URLSearchParams(String(search)))).filter;
}

/** What a replay of the log's filter would do. For operators and admins. */
export async function previewMatching(search: string): Promise<ReplayPreviewAnswer> {
  const user = await userWithRole('operator');
  if (!user) return { problem: REPLAY_PROBLEMS.role.message };
  try {
    const until = new Date().toISOString();
    const filter = filterOf(search);
    const preview = await previewReplay({ ...filter, until: filter.until ?? until });
    const shipments = preview.trial?.changes.filter(({ entityType }) => entityType === 'shipment') ?? [];
    const names = await readShipmentNames(
      database(),
      shipments.map(({ entityId }) => entityId),
    );
    return { preview, until: filter.until ?? until, names: Object.fromEntries(names) };
  } catch (thrown) {
    log.error({ error: messageOf(thrown) }, 'replay not previewed');
    return { problem: REPLAY_PROBLEMS.failed.message };
  }
}

/** Replays the events of the log's filter that were received until the preview. For operators and admins. */
export async function replayMatching(search: string, until: string): Promise<ReplayAnswer> {
  const user = await userWithRole('operator');
  if (!user) return { problem: REPLAY_PROBLEMS.role.message };
  try {
    const params = new URLSearchParams(String(search));
    params.set('until', String(until));
    const filter = filterOf(params.toString());
    const { replay: id, replayed } = await replay(user.email, filter);
    log.info({ ...filter, user: user.id, replayed }, 'events replayed');
    return id === null ? { problem: 'No event to replay.' } : { replay: id };
  } catch (thrown) {
    log.error({ error: messageOf(thrown) }, 'replay failed');
    return { problem: REPLAY_PROBLEMS.failed.message };
  }
}
