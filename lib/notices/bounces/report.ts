import { MESSAGE_ID } from '../return-path.ts';

/**
 * What became of a message after a mail server had accepted it. `hard`: the address does not exist; `complaint`: its owner marked it as
 * spam; `soft`: it did not arrive this time.
 */
export type BounceKind = 'hard' | 'soft' | 'complaint';

/** What a bounce message or the webhook of a mail provider says about one recipient. */
export type BounceReport = {
  kind: BounceKind;
  /** The recipient; null if only the message is known. */
  address: string | null;
  /** The id of the notice or digest, from its return path or Message-ID; null if only the recipient is known. */
  messageId: string | null;
  /** What the mail server said. */
  detail: string;
};

/** The reports of one request, and how many events in it are about something else. */
export type BounceReports = { reports: BounceReport[]; ignored: number };

/** The status of an address that does not exist (RFC 3463, RFC 7505). Other permanent answers concern the message or the sender. */
const NO_ADDRESS = /^5\.(1\.(1|2|3|6|10)|2\.1)$/;

/** Whether a status of RFC 3463, such as `5.1.1`, says that the address does not exist. */
export function kindOfStatus(status: string): BounceKind {
  return NO_ADDRESS.test(status) ? 'hard' : 'soft';
}

/** The id of the notice or digest in a Message-ID of this product; null for any other text. */
export function idInMessageId(text: string | null | undefined): string | null {
  return MESSAGE_ID.exec(text ?? '')?.[1] ?? null;
}
