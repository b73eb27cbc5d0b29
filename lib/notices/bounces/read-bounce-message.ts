import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { oneLine } from '../message.ts';
import { idInReturnPath } from '../return-path.ts';
import { type BounceReport, type BounceReports, idInMessageId, kindOfStatus } from './report.ts';

/** The headers in which mail servers write to whom a message was sent. */
const RECIPIENT_HEADERS = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

/**
 * Reads a delivery status notification (RFC 3464), as mail servers send it to the return path. A recipient whose message is only delayed
 * is ignored. Null if it is none.
 */
export async function readBounceMessage(raw: Buffer, authSecret: string | null): Promise<BounceReports | null> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => null);
  const status = mail && textOf(mail, (type) => type === 'message/delivery-status');
  if (!mail || !status) return null;
  const messageId = messageIdOf(mail, authSecret);
  // The first group of fields is about the message, each of the others about one recipient.
  const groups = status.split(/\r?\n\s*\r?\n/).map(fieldsOf);
  const recipients = groups.filter((fields) => fields.has('action'));
  const reports = recipients.flatMap((fields) => reportOf(fields, messageId) ?? []);
  return { reports, ignored: recipients.length - reports.length };
}

function reportOf(fields: Fields, messageId: string | null): BounceReport | null {
  if (fields.get('action')?.toLowerCase() !== 'failed') return null;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
  const recipient = fields.get('original-recipient') ?? fields.get('final-recipient') ?? '';
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*smtp\s*;\s*/i, '');
  return {
    kind: kindOfStatus(status),
    address: /;\s*<?([^\s<>;]+@[^\s<>;]+)>?\s*$/.exec(recipient)?.[1] ?? null,
    messageId,
    detail: oneLine(diagnostic || `status ${status || 'unknown'}`),
  };
}

/** By the return path, which the server cannot change; else by the message that is returned. */
function messageIdOf(mail: Email, authSecret: string | null): string | null {
  const recipients = mail.headers.filter(({ key }) => RECIPIENT_HEADERS.includes(key)).map(({ value }) => value);
  const signed = authSecret === null ? [] : recipients.flatMap((value) => idInReturnPath(value, authSecret) ?? []);
  const returned = textOf(mail, (type) => type === 'message/rfc822' || type === 'text/rfc822-headers');
  return signed[0] ?? idInMessageId(fieldsOf(returned?.split(/\r?\n\s*\r?\n/)[0] ?? '').get('message-id'));
}

type Fields = ReadonlyMap<string, string>;

/** The fields of a header, by lower-case name; the first of each. */
function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value);
  }
  return fields;
}

function textOf({ attachments }: Email, isWanted: (type: string) => boolean): string | null {
  const found = attachments.find(({ mimeType }) => isWanted(mimeType.toLowerCase()));
  return found ? decoded(found) : null;
}

function decoded({ content }: Attachment): string {
  return typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
}
