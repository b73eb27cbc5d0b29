import type { Words } from '#lib/model/language.ts';
import { cx } from '../ui/cx.ts';

/** Characters of a text that stays in one line. */
const ONE_LINE = 30;

type Table = {
  headings: readonly string[];
  rows: readonly { id: string; texts: readonly string[] }[];
  hasMore: boolean;
};

type Props = { title: string; table: Table; words: Words };

/** The rows of a shared list, whose texts are in the language of the reader. */
export function SharedTable({ title, table: { headings, rows, hasMore }, words: { t } }: Props) {
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">{title}</h1>
      {rows.length === 0 ? (
        <p className="text-dim">{t('Nothing at the moment.')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
        <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="dense labelled w-full border-separate border-spacing-0">
            <thead>
              <tr>
                {headings.map((heading) => (
                  <th key={heading} scope="col" className="cell-head text-left whitespace-nowrap">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, texts }) => (
                <tr key={id}>
                  {texts.map((text, at) => (
                    <td
                      key={headings[at]}
                      data-label={headings[at]}
                      className={cx('cell py-1.5', text.length < ONE_LINE && 'whitespace-nowrap')}
                    >
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasMore && (
        <p className="mt-2 text-xs text-dim">
          {t('The first {count} are shown. There are more.', { count: rows.length })}
        </p>
      )}
    </>
  );
}
