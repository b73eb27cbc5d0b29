import type { ReactNode } from 'react';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';

export type Part = { head: string; align?: 'right'; phone?: string; value: ReactNode };

type Props = {
  label: string;
  rows: readonly { key: string; parts: readonly Part[] }[];
  foot?: ReactNode;
};

/** The parts of a record as a table. On narrow screens the first column is at the left, the others are laid out by `phone`. */
export function PartsTable({ label, rows, foot }: Props) {
  const { t } = useWords();
  const heads = rows[0]?.parts ?? [];
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={label} className="dense w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <tr>
            {heads.map(({ head, align }) => (
              <th
                key={head}
                scope="col"
                className={cx('cell-head first:pl-4 last:pr-4 lg:first:pl-6 lg:last:pr-6', align && 'text-right!')}
              >
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map(({ key, parts }) => (
            <tr key={key} className="row hover:bg-hover">
              {parts.map(({ head, align, phone, value }) => (
                <td
                  key={head}
                  className={cx(
                    'cell md:first:pl-4 md:last:pr-4 lg:first:pl-6 lg:last:pr-6',
                    align && 'text-right max-md:text-left',
                    phone ?? 'max-md:hidden',
                  )}
                >
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot}
    </div>
  );
}

/** On narrow screens: at the right of the first line, or below over both columns. */
export const PHONE = { name: '', right: 'max-md:justify-self-end', below: 'max-md:col-span-2' } as const;
