import { SEVERITY_LABELS, type Severity } from '#lib/model/exception.ts';
import { type ExceptionAct, type ExceptionActKind, RESOLUTIONS } from '#lib/model/exception-act.ts';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { untilText } from './clock.ts';

/** The names of people by e-mail address. */
export type People = Readonly<Record<string, string>>;

/** The name of a person, else their address or the name of the API token. */
export function personName(people: People, address: string): string {
  return lookup(people, address) ?? address;
}

type Act = { kind: ExceptionActKind; by: string | null; content: ExceptionAct };

/** What happened to an exception, after the name of who did it: `assigned it to Bo`. Notes are shown beside it. */
export function actText({ kind, by, content }: Act, people: People, words: Words = ENGLISH): string {
  const { t, inside } = words;
  const { until, resolution, severity } = content;
  const level = inside(t(lookup(SEVERITY_LABELS, (severity ?? '') as Severity) ?? severity ?? ''));
  switch (kind) {
    case 'assigned':
      return assignedText(by, content.owner, people, words);
    case 'acknowledged':
      return t('acknowledged it');
    case 'noted':
      return t('noted');
    case 'snoozed':
      return t('snoozed it {until}', { until: untilText(until ?? '', null, words) });
    case 'unsnoozed':
      return t('woke it');
    case 'resolved':
      return resolution
        ? t('resolved it: {reason}', { reason: inside(t(RESOLUTIONS[resolution])) })
        : t('resolved it: without a reason');
    case 'reopened':
      return t('reopened it');
    case 'opened':
      return t('Opened, {severity}', { severity: level });
    case 'changed':
      return t('The facts changed');
    case 'worsened':
      return t('More severe: {severity}', { severity: level });
    case 'woke':
      return t('Back from snooze: what it waited for happened');
    case 'overruled':
      return t('Reopened: its source reported it again after it was resolved');
    case 'closed':
      return t('Ended: its source or the clock made it needless');
  }
}

function assignedText(by: string | null, owner: string | null | undefined, people: People, { t }: Words): string {
  if (!owner) return t('left it without an owner');
  const person = personName(people, owner);
  if (by === null) return t('Assigned to {person} by the settings', { person });
  return owner === by ? t('took it') : t('assigned it to {person}', { person });
}
