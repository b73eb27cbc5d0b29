import { z } from 'zod';
import { oneLine } from '../message.ts';
import { type BounceKind, type BounceReport, type BounceReports, idInMessageId, kindOfStatus } from './report.ts';

const event = z.object({
  event: z.string(),
  email: z.string(),
  type: z.string().optional(),
  status: z.string().optional(),
  reason: z.string().optional(),
  'smtp-id': z.string().optional(),
});
const events = z.array(event).min(1);

type Event = z.infer<typeof event>;

/** Reads a batch of events of SendGrid. Null if it is none. */
export function readSendgrid(value: unknown): BounceReports | null {
  const parsed = events.safeParse(value);
  if (!parsed.success) return null;
  const reports = parsed.data.flatMap((one): BounceReport[] => {
    const kind = kindOf(one);
    if (kind === null) return [];
    const detail = oneLine(one.reason || one.status || one.event);
    return [{ kind, address: one.email, messageId: idInMessageId(one['smtp-id']), detail }];
  });
  return { reports, ignored: parsed.data.length - reports.length };
}

/** `dropped`: SendGrid did not send it, since an earlier message bounced or was marked as spam. Null for other events. */
function kindOf({ event: name, type, status, reason = '' }: Event): BounceKind | null {
  if (name === 'spamreport') return 'complaint';
  if (name === 'bounce') return type === 'blocked' ? 'soft' : status ? kindOfStatus(status) : 'hard';
  if (name !== 'dropped') return null;
  if (/^(bounced address|invalid)$/i.test(reason)) return 'hard';
  return /^spam reporting address$/i.test(reason) ? 'complaint' : 'soft';
}
