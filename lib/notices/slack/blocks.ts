import { LINK_ACTION_LABELS, LINK_ACTIONS } from '#lib/model/link-action.ts';
import type { Message } from '../message.ts';
import { factText, slackText } from './text.ts';

/** The prefix of the ids of buttons; the name of the action follows. */
export const ACTION_PREFIX = 'fairlead-';

/** The longest text of a section, and of all of a message that Slack accepts. */
const MAX_SECTION = 3_000;
const MAX_TEXT = 10_000;

/** The text and blocks of a message of the bot; with buttons that act on an exception if it is about an open one. */
export function slackContent(message: Message, exceptionId: string | null): { text: string; blocks: object[] } {
  const text = shortened(message);
  const sections = sectionsOf(text).map((part) => ({ type: 'section', text: { type: 'mrkdwn', text: part } }));
  return { text, blocks: exceptionId === null ? sections : [...sections, buttonsOf(exceptionId)] };
}

function buttonsOf(exceptionId: string): object {
  return {
    type: 'actions',
    elements: LINK_ACTIONS.map((action) => ({
      type: 'button',
      action_id: `${ACTION_PREFIX}${action}`,
      value: exceptionId,
      text: { type: 'plain_text', text: LINK_ACTION_LABELS[action] },
    })),
  };
}

/** Without the last facts where the message would be too long. */
function shortened(message: Message): string {
  let room = MAX_TEXT - slackText({ ...message, facts: [] }).length;
  const cut = message.facts.findIndex((fact) => {
    room -= factText(fact).length + 1;
    return room < 0;
  });
  const facts = cut < 0 ? message.facts : message.facts.slice(0, cut);
  return slackText({ ...message, facts }).slice(0, MAX_TEXT);
}

/** Whole lines, since a link that is cut is none. */
function sectionsOf(text: string): string[] {
  const sections: string[] = [];
  for (const line of text.split('\n')) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < MAX_SECTION)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line.slice(0, MAX_SECTION));
  }
  return sections;
}
