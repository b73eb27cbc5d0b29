import { type Cell, cellText } from '#lib/model/sheet.ts';

type Table = { headings: readonly string[]; rows: readonly { id: string; cells: readonly Cell[] }[]; hasMore: boolean };

/** The rows of a shared list. */
export function SharedTable({ title, table: { headings, rows, hasMore } }: { title: string; table: Table }) {
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">{title}</h1>
      {rows.length === 0 ? (
        <p className="text-dim">Nothing at the moment.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
        <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="dense w-full border-separate border-spacing-0">
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
              {rows.map(({ id, cells }) => (
                <tr key={id}>
                  {cells.map((cell, at) => (
                    <td key={headings[at]} className="cell">
                      {cellText(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasMore && <p className="mt-2 text-xs text-dim">The first {rows.length} are shown. There are more.</p>}
    </>
  );
}
