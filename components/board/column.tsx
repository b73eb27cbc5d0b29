import Link from 'next/link';
import type { BoardColumn } from '#db/queries/board.ts';
import { countText } from '#lib/model/count.ts';
import type { Words } from '#lib/model/language.ts';
import { ENDED_STAGES, STAGES } from '#lib/model/shipment.ts';
import { useWords } from '#words';
import type { People } from '../exceptions/act-words.ts';
import { type ListState, stateHref } from '../table/list-state.ts';
import { Card } from './card.tsx';
import { ownersText } from './owners.ts';

type Props = { column: BoardColumn; state: ListState; people: People };

/** A stage: the number of its shipments as a link to them, the first cards, and how many more there are. */
export function Column({ column, state, people }: Props) {
  const { stage, count, cards } = column;
  const words = useWords();
  const { t } = words;
  const title = t(STAGES[stage].label);
  const href = stateHref('/shipments', state, { status: stage, ...orderOf(column) });
  return (
    <section
      id={`stage-${stage}`}
      data-column
      aria-labelledby={`stage-${stage}-title`}
      className="flex w-70 shrink-0 flex-col rounded-lg bg-canvas p-2 max-md:w-auto print:w-auto"
    >
      <h2 id={`stage-${stage}-title`} className="px-1 pb-2 text-sm font-semibold">
        <Link href={href} prefetch={false} className="group flex items-baseline justify-between gap-2 rounded">
          <span className="group-hover:underline group-hover:underline-offset-4">{title}</span>
          <span className="text-xs font-medium text-dim tabular-nums">{numberOf(column, words)}</span>
        </Link>
      </h2>
      <ul className="flex flex-col gap-2">
        {cards.map((line) => (
          <Card key={line.id} line={line} owners={ownersText(line, people, words)} />
        ))}
      </ul>
      {count > cards.length && (
        <Link
          href={href}
          prefetch={false}
          className="mt-2 rounded px-1 py-1 text-xs text-dim underline-offset-4 hover:text-ink hover:underline"
        >
          {column.isMore ? t('All of this stage') : t('{n} more', { n: count - cards.length })}
          <span className="sr-only">: {title}</span>
        </Link>
      )}
    </section>
  );
}

/** `4,312`, or `1,000+`. */
export function numberOf({ count, isMore }: Pick<BoardColumn, 'count' | 'isMore'>, words: Words): string {
  return isMore ? countText(count + 1, words) : words.number(count);
}

/** The sort of the list that is nearest to the order of the cards. */
function orderOf({ stage }: Pick<BoardColumn, 'stage'>): Record<'sort' | 'direction', string | undefined> {
  if (ENDED_STAGES.includes(stage)) return { sort: undefined, direction: undefined };
  return { sort: stage === 'arrived' ? 'freeUntil' : 'eta', direction: undefined };
}
