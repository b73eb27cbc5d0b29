'use client';
import { endText, exceptionSentence, type Stated } from '#lib/words/exception-sentence.ts';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { snoozeText, type Timed } from './clock.ts';

/** What is wrong, with times as the user wants them. */
export function Sentence(stated: Stated) {
  return exceptionSentence(stated, useShownZone(), useWords());
}

/** Until when an exception is snoozed. */
export function SnoozedUntil(times: Pick<Timed, 'snoozedUntil' | 'snoozedFor'>) {
  return snoozeText(times, useShownZone(), useWords());
}

/** The end of a deadline at a place; `at` is an instant. */
export function EndTime({ at, timeZone }: { at: string; timeZone: string }) {
  return <time dateTime={at}>{endText(at, timeZone, useShownZone(), useWords())}</time>;
}
