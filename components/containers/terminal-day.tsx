import { parseMoment } from '#lib/model/time.ts';
import { localTime } from '#lib/words/time-text.ts';
import { useWords } from '#words';

/** The day of an instant at the terminal, with the time as its title; nothing for null. */
export function TerminalDay({ at, timeZone }: { at: string | null; timeZone: string | null }) {
  const words = useWords();
  const moment = at === null ? null : parseMoment(at);
  if (!moment || at === null) return null;
  return (
    <time dateTime={at} title={words.moment(moment, timeZone)} className="whitespace-nowrap">
      {words.day(localTime(moment, timeZone).day)}
    </time>
  );
}

/** Until when an empty container must be returned: the last day on which that costs nothing. */
export function EmptyDue({ at, timeZone }: { at: string | null; timeZone: string | null }) {
  const lastMoment = at && new Date(Date.parse(at) - 1).toISOString();
  return <TerminalDay at={lastMoment} timeZone={timeZone} />;
}
