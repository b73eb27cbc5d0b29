import type { ReactNode } from 'react';
import { HeadRow } from '#components/ui/head-row.tsx';
import { HorizontalScroll } from '#components/ui/horizontal-scroll.tsx';
import { useWords } from '#words';

type Props = { label: string; heads: readonly string[]; children: ReactNode };

/** A short table of settings. `heads` are English. */
export function SettingsTable({ label, heads, children }: Props) {
  const { t } = useWords();
  return (
    <HorizontalScroll label={label}>
      <table className="dense w-full border-separate border-spacing-0">
        <thead>
          <HeadRow heads={heads.map((head) => t(head))} />
        </thead>
        <tbody>{children}</tbody>
      </table>
    </HorizontalScroll>
  );
}

/** A row, its name first. */
export function SettingsRow({ name, cells }: { name: ReactNode; cells: readonly ReactNode[] }) {
  return (
    <tr className="hover:bg-hover">
      <th scope="row" className="cell pl-4 text-left font-medium lg:pl-6">
        {name}
      </th>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the column is what it is of
        <td key={at} className="cell whitespace-nowrap text-dim">
          {cell}
        </td>
      ))}
    </tr>
  );
}
