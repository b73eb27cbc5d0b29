import type { NoticeChannel } from '#lib/model/notice.ts';
import { isSlackChannel } from '#lib/model/recipient.ts';
import { type Mailer, openMailer } from './mail.ts';
import type { Message } from './message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { withOpenLinks } from './open-links.ts';
import type { Outcome } from './outcome.ts';
import { returnPath } from './return-path.ts';
import { sendByHttp } from './send-by-http.ts';
import { type BotMessage, sendByBot } from './slack/send-by-bot.ts';
import { readTarget, type StoredTarget } from './target.ts';
import { unsubscribeLinks } from './unsubscribe-links.ts';
import type { UnsubscribeSubject } from './unsubscribe-token.ts';
import type { WebhookPayload } from './webhook.ts';

/** A message to one target. */
export type Dispatch = Pick<StoredTarget, 'target' | 'encrypted'> & {
  channel: NoticeChannel;
  /** Of an e-mail, for its Message-ID; of a webhook its id. */
  id: string;
  message: Message;
  /** The same for programs. */
  payload: WebhookPayload;
  /** The external reference of the message that it corrects. */
  inReplyTo: string | null;
  /** What the recipient of an e-mail can unsubscribe from; null for a message that they requested. */
  subscription: UnsubscribeSubject | null;
} & Pick<BotMessage, 'replaces' | 'exceptionId'>;

/** Sends messages by every channel. */
export type Dispatcher = {
  /** Sends a message at once. Never rejects. */
  dispatch(message: Dispatch): Promise<Outcome>;
  /** Closes the connections; a later message opens them again. */
  stop(): void;
};

/** Opens a dispatcher; it connects to the mail server with the first e-mail. */
export function openDispatcher(settings: NoticeSettings): Dispatcher {
  let mailer: Mailer | undefined;
  const sendMail = (to: string, { id, message, inReplyTo, subscription }: Dispatch): Promise<Outcome> | Outcome => {
    if (!settings.mail) return { result: 'stopped', reason: 'E-mail is not configured' };
    mailer ??= openMailer(settings.mail);
    const { bounceAddress, authSecret } = settings;
    const back = bounceAddress && authSecret ? returnPath(bounceAddress, id, authSecret) : null;
    const unsubscribe = subscription && unsubscribeLinks(settings, subscription);
    return mailer.send({ id, to, message, inReplyTo, unsubscribe, returnPath: back });
  };
  return {
    async dispatch(given) {
      const { channel, subscription, id } = given;
      // Recording that it was sent shows it to its users.
      if (channel === 'app') return { result: 'sent', externalRef: null };
      const destination = readTarget(channel, given, settings.authSecret);
      if (!destination) return { result: 'failed', reason: 'The URL cannot be decrypted: AUTH_SECRET has changed' };
      const message = subscription ? withOpenLinks(settings, id, given.message) : given.message;
      const sent = { ...given, message };
      if (channel === 'email') return sendMail(destination.to, sent);
      if (channel === 'slack' && isSlackChannel(destination.to))
        return sendByBot(settings.slack, { ...sent, channel: destination.to });
      return sendByHttp(channel, destination, sent, settings.allowsPrivateNetworks);
    },
    stop() {
      mailer?.stop();
      mailer = undefined;
    },
  };
}
