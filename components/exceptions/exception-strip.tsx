import Link from 'next/link';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { useWords } from '#words';
import { stateSearch } from '../table/list-state.ts';
import type { People } from './act-words.ts';
import { ExceptionLine } from './line.tsx';
import { StateChip } from './state-chip.tsx';

const SHOWN = 5;

type Props = {
  exceptions: readonly ExceptionItem[];
  people: People;
  /** The shipment whose page it is, to which the inbox is then limited. */
  shipment?: string;
  /** The filter of the inbox that has these and the others, of a page that is about several shipments. */
  inbox?: Readonly<Record<string, string>>;
};

/** The exceptions on the page of what they are about, the most urgent first; nothing without any. They open in the inbox. */
export function ExceptionStrip({ exceptions, people, shipment, inbox }: Props) {
  const { t } = useWords();
  if (exceptions.length === 0) return null;
  const hrefOf = (changes: Record<string, string>) => `/exceptions${stateSearch({ ...inbox, shipment, ...changes })}`;
  const isOpen = exceptions.some(({ state }) => state === 'open');
  return (
    <section aria-label={t('Exceptions')} className="border-b border-line px-4 py-3 lg:px-6">
      <div className="mb-1 flex items-baseline justify-between gap-3 text-xs">
        <h2 className="font-semibold text-dim">{t('Exceptions')}</h2>
        {(shipment || inbox) && (
          <Link
            href={hrefOf(isOpen ? {} : { state: 'all' })}
            prefetch={false}
            className="text-dim underline-offset-4 hover:text-ink hover:underline"
          >
            {t('Open in the inbox')}
          </Link>
        )}
      </div>
      <ul>
        {exceptions.slice(0, SHOWN).map((item) => (
          <li
            key={item.id}
            data-row={item.id}
            className="group cursor-pointer border-t border-line py-2 hover:bg-hover"
          >
            <ExceptionLine
              item={item}
              href={hrefOf({ open: item.id, ...(item.state !== 'open' && { state: item.state }) })}
              people={people}
              subject={inbox !== undefined || (shipment !== undefined && item.entityType !== 'shipment')}
            />
            {item.state === 'snoozed' && (
              <span className="mt-1 flex">
                <StateChip state={item.state} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {exceptions.length > SHOWN && (
        <p className="pt-1 text-xs text-faint">{t('{n} more', { n: exceptions.length - SHOWN })}</p>
      )}
    </section>
  );
}
