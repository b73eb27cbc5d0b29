import type { Handover } from '#lib/auth/account-links.ts';
import { env } from '#lib/env.ts';
import { type AccountLinkKind, linkPath } from '#lib/model/account-link.ts';
import { sendsAccountMails } from '#lib/notices/account-mails.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';

/** How links to set a password reach people here: by e-mail if this installation has a mail server and knows its address. */
export function accountHandover(): Handover {
  return sendsAccountMails(noticeSettings(env().raw)) ? 'mail' : 'show';
}

/** The address of a link that an admin hands over. */
export function accountLinkUrl(kind: AccountLinkKind, token: string): string {
  const { PORT, raw } = env();
  const origin = noticeSettings(raw).appUrl ?? `http://localhost:${PORT}`;
  return `${origin}${linkPath(kind, token)}`;
}
