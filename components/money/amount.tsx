import { moneyText } from '#lib/words/money-text.ts';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';

type Props = { amount: string | null; currency: string | null; className?: string };

/** An amount of money with its currency code, in tabular digits. */
export function Amount({ amount, currency, className }: Props) {
  const words = useWords();
  if (amount === null) return <span className="text-faint">–</span>;
  const text = moneyText({ amount, currency }, words);
  const at = text.lastIndexOf(' ');
  return (
    <span className={cx('whitespace-nowrap tabular-nums', className)}>
      {at > 0 && <span className="mr-1 text-[0.85em] text-faint">{text.slice(0, at)}</span>}
      {text.slice(at + 1)}
    </span>
  );
}
