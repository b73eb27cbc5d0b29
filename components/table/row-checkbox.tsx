import { cx } from '#components/ui/cx.ts';

type Props = {
  checked: boolean;
  some?: boolean;
  label: string;
  onToggle: (event: unknown) => void;
  className?: string;
};

/** The checkbox before a row; visible on hover and focus. */
export function RowCheckbox({ checked, some = false, label, onToggle, className }: Props) {
  return (
    <span
      className={cx(
        'absolute top-1/2 left-0 flex size-6 -translate-y-1/2 items-center justify-center max-md:hidden',
        !checked && !some && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
        className,
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = some && !checked;
        }}
        onClick={onToggle}
        onChange={noop}
        className="size-3.5 cursor-pointer accent-(--accent-solid)"
      />
    </span>
  );
}

/** The click event has all that is needed, including the Shift key. */
function noop() {}
