import { effectInWords, type WordedEffect } from './effect-words.ts';

/** The effects of an event that read differently, each with how many read like it. */
export function distinctEffects<Effect extends WordedEffect>(
  effects: readonly Effect[],
): { effect: Effect; count: number }[] {
  const found = new Map<string, { effect: Effect; count: number }>();
  for (const effect of effects) {
    const { subject, before, after } = effectInWords(effect);
    const text = JSON.stringify([subject, before, after]);
    const one = found.get(text);
    if (one) one.count += 1;
    else found.set(text, { effect, count: 1 });
  }
  return [...found.values()];
}
