import { SEVERITY_LABELS, type Severity } from '#lib/model/exception.ts';
import { type ExceptionAct, type ExceptionActKind, RESOLUTIONS } from '#lib/model/exception-act.ts';
import { lookup } from '#lib/model/lookup.ts';
import { untilText } from './clock.ts';

/** The names of people by e-mail address. */
export type People = Readonly<Record<string, string>>;

/** The name of a person, else their address or the name of the API token. */
export function personName(people: People, address: string): string {
  return lookup(people, address) ?? address;
}

type Act = { kind: ExceptionActKind; by: string | null; content: ExceptionAct };

/** What happened to an exception, after the name of who did it: `assigned it to Bo`. Notes are shown beside it. */
export function actText({ kind, by, content }: Act, people: People): string {
  const { owner, until, resolution, severity } = content;
  const level = lookup(SEVERITY_LABELS, (severity ?? '') as Severity) ?? severity ?? '';
  switch (kind) {
    case 'assigned':
      if (!owner) return 'left it without an owner';
      if (by === null) return `Assigned to ${personName(people, owner)} by the settings`;
      return owner === by ? 'took it' : `assigned it to ${personName(people, owner)}`;
    case 'acknowledged':
      return 'acknowledged it';
    case 'noted':
      return 'noted';
    case 'snoozed':
      return `snoozed it ${untilText(until ?? '')}`;
    case 'unsnoozed':
      return 'woke it';
    case 'resolved':
      return `resolved it: ${resolution ? RESOLUTIONS[resolution].toLowerCase() : 'without a reason'}`;
    case 'reopened':
      return 'reopened it';
    case 'opened':
      return `Opened, ${level.toLowerCase()}`;
    case 'changed':
      return 'The facts changed';
    case 'worsened':
      return `More severe: ${level.toLowerCase()}`;
    case 'woke':
      return 'Back from snooze: what it waited for happened';
    case 'overruled':
      return 'Reopened: its source reported it again after it was resolved';
    case 'closed':
      return 'Ended: its source or the clock made it needless';
  }
}
