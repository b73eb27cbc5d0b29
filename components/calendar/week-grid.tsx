import type { CalendarEntry } from '#db/queries/calendar.ts';
import { useWords } from '#words';
import { PlaceName } from '../shipments/place-name.tsx';
import { cx } from '../ui/cx.ts';
import { weekdayText } from './day-text.ts';
import { Entry } from './entry.tsx';
import type { PortRow } from './port-rows.ts';

type Props = { days: readonly string[]; rows: readonly PortRow[] };

/** A week with a row for each port. Days are those of the port; that of today is marked in each row. */
export function WeekGrid({ days, rows }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <table aria-label={t('Week by port')} className="w-full table-fixed border-separate border-spacing-0 max-md:hidden">
      <thead>
        <tr>
          <th scope="col" className="cell-head w-44 pl-4 lg:pl-6">
            {t('Port')}
          </th>
          {days.map((day) => (
            <th key={day} scope="col" className="cell-head">
              {weekdayText(day, words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, place, today, entries }) => (
          <tr key={key}>
            <th scope="row" className="border-b border-line py-2 pr-2 pl-4 text-left align-top font-medium lg:pl-6">
              <PortName place={place} />
            </th>
            {days.map((day, column) => (
              <td
                key={day}
                className={cx('border-b border-l border-line p-1 align-top', day === today && 'bg-accent-soft')}
              >
                {day === today && (
                  <span className="block px-1 pb-0.5 text-2xs font-medium text-accent">{t('Today')}</span>
                )}
                <Entries entries={entries.filter((entry) => entry.day === day)} column={column} today={today} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The name of a port, and a note if its days are those of UTC or of the source. */
export function PortName({ place }: { place: PortRow['place'] }) {
  const { t } = useWords();
  if (!place) return <span className="text-faint">{t('Place not stated')}</span>;
  return (
    <>
      <PlaceName place={place} className="whitespace-normal!" />
      {!place.timeZone && <span className="block text-xs font-normal text-risk">{t('Time zone unknown')}</span>}
    </>
  );
}

/** Entries of a day that are shown at once; the others unfold. */
const SHOWN = 6;

type EntriesProps = { entries: readonly CalendarEntry[]; column: number; today: string };

function Entries({ entries, column, today }: EntriesProps) {
  const { t } = useWords();
  const list = (some: readonly CalendarEntry[]) => (
    <ul className="flex flex-col gap-1">
      {some.map((entry) => (
        <li key={keyOf(entry)}>
          <Entry entry={entry} column={column} today={today} />
        </li>
      ))}
    </ul>
  );
  if (entries.length <= SHOWN) return list(entries);
  return (
    <>
      {list(entries.slice(0, SHOWN))}
      <details className="mt-1">
        <summary className="cursor-pointer px-1.5 text-xs text-dim">
          {t('{n} more', { n: entries.length - SHOWN })}
        </summary>
        {list(entries.slice(SHOWN))}
      </details>
    </>
  );
}

/** A key of an entry within its day and port. */
export function keyOf({ kind, container, shipment, at }: CalendarEntry): string {
  return [kind, container?.id, shipment.id, at].join(' ');
}
