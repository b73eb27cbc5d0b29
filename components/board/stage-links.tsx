import type { BoardColumn } from '#db/queries/board.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { useWords } from '#words';
import { numberOf } from './column.tsx';

/** The way to each column on a narrow screen, where they are below each other. */
export function StageLinks({ columns }: { columns: readonly BoardColumn[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <nav aria-label={t('Stages')} className="flex shrink-0 flex-wrap gap-1.5 px-4 pt-3 md:hidden">
      {columns.map(({ stage, ...column }) => (
        <a
          key={stage}
          href={`#stage-${stage}`}
          className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-xs text-ink"
        >
          {t(STAGES[stage].label)}
          <span className="text-dim tabular-nums">{numberOf(column, words)}</span>
        </a>
      ))}
    </nav>
  );
}
