import type { Words } from '#lib/model/language.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';
import { EVERYBODY } from '#lib/model/recipient.ts';

/** To whom a notice goes, as it is shown; all other targets are names. */
export function targetText({ channel, target }: { channel: NoticeChannel; target: string }, { t }: Words): string {
  return channel === 'app' && target === EVERYBODY ? t('everybody') : target;
}
