import { useWords } from '#words';
import { cx } from './cx.ts';

/** `className`: further classes of each cell. An empty head is that of a column of actions. */
type Props = { heads: readonly string[]; className?: string };

/** The heads of a table, in one row. */
export function HeadRow({ heads, className }: Props) {
  const { t } = useWords();
  return (
    <tr>
      {heads.map((head) => (
        <th key={head} scope="col" className={cx('cell-head first:pl-4 lg:first:pl-6', className)}>
          {head ? t(head) : <span className="sr-only">{t('Actions')}</span>}
        </th>
      ))}
    </tr>
  );
}
