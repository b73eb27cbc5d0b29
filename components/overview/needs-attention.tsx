import Link from 'next/link';
import type { People } from '#components/exceptions/act-words.ts';
import { GroupFilter } from '#components/exceptions/group-filter.tsx';
import { ExceptionLine } from '#components/exceptions/line.tsx';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import type { InboxCounts } from '#db/queries/inbox-counts.ts';
import { EXCEPTION_GROUPS, type ExceptionGroup } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { QuietText } from './section.tsx';

type Props = {
  exceptions: readonly ExceptionItem[];
  counts: InboxCounts;
  people: People;
  /** The path of the inbox. */
  path: string;
  /** The e-mail address of the user. */
  me: string;
};

/** What needs attention: how many by group, and the most urgent. Each number is that of the inbox that it links to. */
export function NeedsAttention({ exceptions, counts, people, path, me }: Props) {
  const words = useWords();
  const { t } = words;
  if (counts.all === 0) return <QuietText>{t('Nothing needs attention: no exception is open.')}</QuietText>;
  const of = (count: number) => ({ n: count });
  return (
    <>
      <p className="px-4 pb-2 text-xs text-dim lg:px-6">
        <Figure href={`${path}?owner=${encodeURIComponent(me)}`} text={t('{n} owned by you', of(counts.mine))} />
        <span className="mx-1.5 text-faint">·</span>
        <Figure href={`${path}?severity=critical`} text={t('{n} critical', of(counts.critical))} />
        <span className="mx-1.5 text-faint">·</span>
        <Figure href={`${path}?owner=nobody`} text={t('{n} without an owner', of(counts.unowned))} />
      </p>
      <GroupFilter links={linksOf(counts, path, words)} />
      <ul>
        {exceptions.map((item) => (
          <li
            key={item.id}
            data-row={item.id}
            className="group cursor-pointer border-b border-line px-4 py-2 last:border-b-0 hover:bg-hover lg:px-6"
          >
            <ExceptionLine item={item} href={`${path}/${item.id}`} people={people} />
          </li>
        ))}
      </ul>
    </>
  );
}

function linksOf({ groups }: InboxCounts, path: string, { t }: Words) {
  return (Object.keys(EXCEPTION_GROUPS) as ExceptionGroup[])
    .filter((group) => groups[group] > 0)
    .map((group) => ({
      ...{ group, label: t(EXCEPTION_GROUPS[group]), count: groups[group], current: false },
      href: `${path}?group=${group}`,
    }));
}

function Figure({ href, text }: { href: string; text: string }) {
  return (
    <Link href={href} prefetch={false} className="underline-offset-4 hover:text-ink hover:underline">
      {text}
    </Link>
  );
}
