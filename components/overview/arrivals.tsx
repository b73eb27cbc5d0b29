import Link from 'next/link';
import type { PortArrivals } from '#db/queries/overview.ts';
import { useWords } from '#words';
import { QuietText } from './section.tsx';

const DAY = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Expected arrivals of seven days by port; days with more arrivals are darker. */
export function Arrivals({ ports, today }: { ports: readonly PortArrivals[]; today: number }) {
  const { t, day: dayText } = useWords();
  if (ports.length === 0) return <QuietText>{t('No arrival is expected within seven days.')}</QuietText>;
  const shown = ports.slice(0, 8);
  const highest = Math.max(...shown.flatMap(({ days }) => days));
  const days = Array.from({ length: 7 }, (_, at) => new Date(today + at * DAY));
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <thead>
        <tr className="text-2xs text-faint">
          <th scope="col" className="pb-1 pl-4 text-left font-normal lg:pl-6">
            {t('Port')}
          </th>
          {days.map((day) => (
            <th
              key={day.getTime()}
              scope="col"
              title={dayText(day.toISOString().slice(0, 10))}
              className="w-7 pb-1 text-center font-normal"
            >
              {t(WEEKDAYS[day.getUTCDay()] ?? '')}
            </th>
          ))}
          <th scope="col" className="pr-4 pb-1 pl-2 text-right font-normal whitespace-nowrap lg:pr-6">
            {t('All')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((port) => (
          <tr key={port.unlocode ?? port.name} className="hover:bg-hover">
            <th scope="row" className="w-full max-w-0 truncate py-1 pl-4 text-left font-normal lg:pl-6">
              {port.unlocode && <span className="mono mr-1 text-faint">{port.unlocode}</span>}
              {port.name}
            </th>
            {port.days.map((count, at) => (
              <td key={days[at]?.getTime()} className="p-0.5 text-center">
                <Day count={count} highest={highest} />
              </td>
            ))}
            <td className="pr-4 text-right lg:pr-6">
              <PortLink port={port} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ count, highest }: { count: number; highest: number }) {
  const share = count === 0 ? 0 : 12 + Math.round((count / highest) * 30);
  return (
    <span
      className="flex h-5 w-6 items-center justify-center rounded-sm text-2xs"
      style={{ background: `color-mix(in srgb, var(--accent) ${share}%, var(--canvas))` }}
    >
      {count > 0 ? count : <span className="sr-only">0</span>}
    </span>
  );
}

function PortLink({ port: { unlocode, name, count } }: { port: PortArrivals }) {
  const { t } = useWords();
  if (!unlocode) return <span className="font-medium">{count}</span>;
  return (
    <Link
      href={`/shipments?pod=${unlocode}&view=arriving`}
      aria-label={t('{n} arriving in {name}', { n: String(count), name })}
      className="inline-block min-w-6 rounded font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {count}
    </Link>
  );
}
