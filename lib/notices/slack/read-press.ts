import { z } from 'zod';
import { LINK_ACTIONS, type LinkAction } from '#lib/model/link-action.ts';
import { ACTION_PREFIX } from './blocks.ts';

/** A button of a message about an exception that somebody pressed in Slack. */
export type Press = {
  exceptionId: string;
  action: LinkAction;
  /** The id of the user in Slack. */
  userId: string;
  /** Where an answer to that user is sent; null if there is none. */
  responseUrl: string | null;
};

const payload = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().regex(/^[A-Z0-9]{1,30}$/) }),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
  response_url: z.url().optional(),
});

/** Reads the body of a request of Slack. Null if no button of ours was pressed. */
export function readPress(body: Buffer): Press | null {
  const parsed = payload.safeParse(jsonIn(new URLSearchParams(body.toString()).get('payload')));
  if (!parsed.success) return null;
  const { user, actions, response_url: responseUrl = null } = parsed.data;
  const [pressed] = actions;
  const action = LINK_ACTIONS.find((one) => pressed?.action_id === `${ACTION_PREFIX}${one}`);
  const id = z.uuid().safeParse(pressed?.value);
  return action && id.success ? { exceptionId: id.data, action, userId: user.id, responseUrl } : null;
}

function jsonIn(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
