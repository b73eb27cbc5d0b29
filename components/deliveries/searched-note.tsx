import Link from 'next/link';
import type { SearchedPayloads } from '#db/queries/payload-text.ts';
import { useWords } from '#words';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import { utcText } from '../time/format.ts';

type Props = { searched: SearchedPayloads; spec: ListSpec; state: ListState };

/** Which stored payloads were searched for a text. */
export function SearchedNote({ searched: { deliveries, since, complete, hasArchive }, spec, state }: Props) {
  const words = useWords();
  const { t } = words;
  if (complete && !hasArchive) return null;
  const searched = { n: deliveries, since: utcText(since, words) };
  return (
    <p role="status" className="shrink-0 border-b border-line px-4 py-1.5 text-xs text-dim lg:px-6">
      {!complete && (
        <>
          {t('Text was searched in the latest {n} deliveries of this filter, received since {since}.', searched)}{' '}
          <Link
            href={stateHref(spec.base, state, { until: since })}
            className="text-accent underline-offset-4 hover:underline"
          >
            {t('Search earlier ones')}
          </Link>{' '}
        </>
      )}
      {hasArchive && t('Payloads in the archive are not searched.')}
    </p>
  );
}
