import { History } from 'lucide-react';
import Link from 'next/link';
import type { ActivityEntry } from '#db/queries/evidence.ts';
import { EffectLine } from '../activity/effect-line.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Pager } from '../ui/pager.tsx';

type Props = {
  shipment: string;
  page: { data: readonly ActivityEntry[]; nextCursor: string | null };
  first: boolean;
  titles: Readonly<Record<string, string>>;
};

/** Everything that became different, the latest first; what one event changed stands together. */
export function Activity({ shipment, page, first, titles }: Props) {
  if (page.data.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has changed yet">
        <p>Each change of this shipment will stand here, with the event that made it.</p>
      </EmptyState>
    );
  }
  const address = `/shipments/${shipment}?tab=activity`;
  return (
    <section aria-label="Activity">
      <ol>
        {groups(page.data).map(([head, ...others]) => (
          <li
            key={head.id}
            className="flex gap-4 border-b border-line px-4 py-2.5 max-md:flex-col max-md:gap-1 lg:px-6"
          >
            <div className="flex w-52 shrink-0 flex-col max-md:w-full max-md:flex-row max-md:gap-3">
              <RelativeTime at={head.recordedAt} suffix=" ago" />
              <Link
                href={`/deliveries/by-event/${head.eventId}`}
                prefetch={false}
                className="mono truncate text-xs text-faint underline-offset-4 hover:text-ink hover:underline"
                title={head.type ?? undefined}
              >
                {head.type ?? 'event'}
              </Link>
              <span className="text-xs text-faint">{head.provider && (titles[head.provider] ?? head.provider)}</span>
            </div>
            <ul className="flex min-w-0 flex-col gap-1">
              {[head, ...others].map((effect) => (
                <li key={effect.id}>
                  <EffectLine effect={effect} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {(page.nextCursor || !first) && (
        <Pager
          previous={first ? null : address}
          next={page.nextCursor && `${address}&cursor=${page.nextCursor}`}
          note="Latest first"
        />
      )}
    </section>
  );
}

type Group = [ActivityEntry, ...ActivityEntry[]];

/** Neighbours that one event made, together. */
function groups(entries: readonly ActivityEntry[]): Group[] {
  const found: Group[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    if (last && last[0].eventId === entry.eventId) last.push(entry);
    else found.push([entry]);
  }
  return found;
}
