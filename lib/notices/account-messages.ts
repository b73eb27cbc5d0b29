import { INVITATION_DAYS, RESET_HOURS } from '#lib/model/account-link.ts';
import { type Message, oneLine } from './message.ts';

const IGNORE = 'If you did not expect this, you need not do anything.';
const WAS_IT_YOU = 'If it was not you, ask an administrator of Fairlead at once.';

/** `link`: the address of the page on which the password is set. `by`: the admin who invites. */
export function invitationMessage({ by, role, link }: { by: string; role: string; link: string }): Message {
  return {
    ...plain(`${oneLine(by)} invites you to Fairlead`, IGNORE),
    headline: 'You are invited to Fairlead',
    explanation: `Fairlead shows where every shipment is. Choose a password to sign in. The link can be used once, within ${INVITATION_DAYS} days.`,
    facts: [
      { label: 'Invited by', value: oneLine(by) },
      { label: 'Role', value: oneLine(role) },
    ],
    link,
    linkText: 'Accept the invitation',
  };
}

/** `link`: the address of the page on which the password is set. */
export function resetMessage(link: string): Message {
  return {
    ...plain('Reset your password', IGNORE),
    explanation: `Somebody asked to reset the password of this address in Fairlead. The link can be used once, within ${RESET_HOURS} hour. Your password stays as it is until then.`,
    link,
    linkText: 'Choose a new password',
  };
}

/** The answer to a user of single sign-on who asked to reset a password. `link`: the sign-in page. */
export function noPasswordMessage(link: string): Message {
  return {
    ...plain('You have no password in Fairlead', IGNORE),
    explanation:
      'Somebody asked to reset the password of this address in Fairlead. You sign in through single sign-on, so there is no password to reset here. If you cannot sign in, ask the administrator of your single sign-on.',
    link,
    linkText: 'Open the sign-in page',
  };
}

export function passwordChangedMessage(): Message {
  return {
    ...plain('Your password was changed', WAS_IT_YOU),
    explanation: 'The password of this address in Fairlead was changed. All other sessions have ended.',
  };
}

/** A change of two-factor authentication; `reset`: by an administrator. */
export function secondFactorMessage(change: 'on' | 'off' | 'reset'): Message {
  const [title, explanation] = SECOND_FACTOR[change];
  return { ...plain(title, WAS_IT_YOU), explanation };
}

const SECOND_FACTOR = {
  on: [
    'Two-factor authentication is on',
    'From now on Fairlead asks for a code of your authenticator app when you sign in with your password. All other sessions have ended.',
  ],
  off: ['Two-factor authentication is off', 'Fairlead asks only for your password when you sign in.'],
  reset: [
    'Two-factor authentication was reset',
    'An administrator of Fairlead removed your authenticator app and your recovery codes. You can set up another app in the settings.',
  ],
} as const;

function plain(title: string, footer: string): Message {
  return { subject: title, headline: title, explanation: null, facts: [], link: null, footer };
}
