import { z } from 'zod';
import { oneLine } from '../message.ts';
import type { BounceKind, BounceReports } from './report.ts';

const event = z.object({
  RecordType: z.string(),
  Type: z.string().optional(),
  Email: z.string().optional(),
  Description: z.string().optional(),
  Details: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).nullish(),
});

/** The types that say something about the delivery; replies of people and machines are among the others. */
const KINDS: Record<string, BounceKind> = {
  HardBounce: 'hard',
  BadEmailAddress: 'hard',
  SpamComplaint: 'complaint',
  SoftBounce: 'soft',
  Transient: 'soft',
  DnsError: 'soft',
  Blocked: 'soft',
  SpamNotification: 'soft',
  VirusNotification: 'soft',
  DMARCPolicy: 'soft',
  Unknown: 'soft',
};

/** Reads a bounce or spam complaint of Postmark. Null if it is no event of it. */
export function readPostmark(value: unknown): BounceReports | null {
  const parsed = event.safeParse(value);
  if (!parsed.success) return null;
  const { RecordType, Type = '', Email, Description, Details, Metadata } = parsed.data;
  const isBounce = RecordType === 'Bounce' || RecordType === 'SpamComplaint';
  const kind = isBounce && Object.hasOwn(KINDS, Type) ? KINDS[Type] : undefined;
  if (!kind || Email === undefined) return { reports: [], ignored: 1 };
  const id = z.uuid().safeParse(Metadata?.[POSTMARK_METADATA]);
  const detail = oneLine(Details || Description || Type);
  return { reports: [{ kind, address: Email, messageId: id.success ? id.data : null, detail }], ignored: 0 };
}

/** The name of the metadata in which Postmark, which replaces the Message-ID, returns the id of a message. */
export const POSTMARK_METADATA = 'notice';
