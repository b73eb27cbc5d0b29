import type { NoticeFacts } from '#lib/model/notice.ts';
import { exceptionMessage } from './exceptions/exception-message.ts';
import { type Message, messageFor } from './message.ts';

/** A notice with what its message contains besides. */
export type NoticeOf = NoticeFacts & {
  ruleName: string;
  /** The page of what it tells; null if the address of this installation is not configured. */
  link: string | null;
};

/** Writes a notice as a message. */
export function noticeMessage(notice: NoticeOf): Message {
  return notice.milestone === null ? exceptionMessage(notice) : messageFor(notice);
}

/** The page of what a notice tells. */
export function noticePath({ shipmentId, ...facts }: NoticeFacts & { shipmentId: string | null }): string {
  if (facts.milestone !== null) return `/shipments/${shipmentId}`;
  const [first] = facts.content.exceptions;
  return first ? `/exceptions?open=${first.id}` : '/exceptions';
}
