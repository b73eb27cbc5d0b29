import { useWords } from '#words';
import { weekdayText } from './day-text.ts';
import { Entry } from './entry.tsx';
import type { PortRow } from './port-rows.ts';
import { keyOf, PortName } from './week-grid.tsx';

type Props = { days: readonly string[]; rows: readonly PortRow[] };

/** The same week for narrow screens: day after day, and the ports of each; days without an entry are left out. */
export function DayList({ days, rows }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="md:hidden print:hidden">
      {days.map((day) => {
        const ports = rows.filter(({ entries }) => entries.some((entry) => entry.day === day));
        if (ports.length === 0) return null;
        return (
          <section key={day} aria-label={weekdayText(day, words)} className="border-b border-line px-4 py-3">
            <h2 className="font-semibold">{weekdayText(day, words)}</h2>
            {ports.map(({ key, place, today, entries }) => (
              <div key={key} className="mt-2">
                <h3 className="mb-1 text-xs text-dim">
                  <PortName place={place} />
                  {day === today && <span className="ml-2 font-medium text-accent">{t('Today')}</span>}
                </h3>
                <ul className="flex flex-col gap-1">
                  {entries
                    .filter((entry) => entry.day === day)
                    .map((entry) => (
                      <li key={keyOf(entry)}>
                        <Entry entry={entry} column={0} today={today} />
                      </li>
                    ))}
                </ul>
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}
