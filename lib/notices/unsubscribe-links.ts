import type { NoticeSettings } from './notice-settings.ts';
import { type UnsubscribeSubject, unsubscribeToken } from './unsubscribe-token.ts';

/** How the recipient of an e-mail unsubscribes. */
export type UnsubscribeLinks = {
  /** A page with a button. */
  page: string;
  /** A POST to it unsubscribes at once (RFC 8058); a GET leads to the page. */
  oneClick: string;
};

/** The links of a rule and address; null if the address of this installation is not configured. */
export function unsubscribeLinks(
  { appUrl, authSecret }: NoticeSettings,
  subject: UnsubscribeSubject,
): UnsubscribeLinks | null {
  if (!appUrl || !authSecret) return null;
  const token = unsubscribeToken(subject, authSecret);
  return { page: `${appUrl}/unsubscribe/${token}`, oneClick: `${appUrl}/api/unsubscribe/${token}` };
}
