import type { Words } from '#lib/model/language.ts';
import { FOLLOWED_RULE_NAME } from '#lib/model/subscription.ts';

/** The names of rules that nobody added. */
const OURS: ReadonlySet<string> = new Set([FOLLOWED_RULE_NAME, 'Your exceptions']);

/** The name of a rule; those of admins are in no language of ours. */
export function ruleText(name: string, { t }: Words): string {
  return OURS.has(name) ? t(name) : name;
}
