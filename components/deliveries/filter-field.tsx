import { useId } from 'react';
import { cx } from '../ui/cx.ts';

type Props = {
  name: string;
  label: string;
  value: string | undefined;
  type?: 'text' | 'date';
  maxLength?: number;
  wide?: boolean;
  problem?: string | null;
};

/** A labelled field of the filters of the webhook log, with what is wrong with it. */
export function FilterField({ name, label, value = '', type = 'text', maxLength, wide, problem }: Props) {
  const id = useId();
  return (
    <div className={cx('min-w-0', wide && 'col-span-2')}>
      <label htmlFor={id} className="text-dim">
        {label}
      </label>
      <input
        key={value}
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        {...(maxLength && { maxLength })}
        {...(problem && { 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
        className="mono mt-0.5 h-7 w-full rounded-md border border-line-strong bg-surface px-2 text-ink focus:border-accent"
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="mt-0.5 text-late">
          {problem}
        </p>
      )}
    </div>
  );
}
