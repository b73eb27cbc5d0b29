import { type ComponentProps, useId } from 'react';
import { FIELD_LOOK, FieldError } from './action-form.tsx';
import { useRefusal } from './refusal.tsx';

type Props = ComponentProps<'textarea'> & { label: string };

/** A field for several values, one a line. */
export function LinesField({ label, ...textarea }: Props) {
  const id = useId();
  const error = useRefusal(textarea.name);
  const described = error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` };
  return (
    <div className="flex max-w-56 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={4_000}
        spellCheck={false}
        className={`w-56 py-1.5 ${FIELD_LOOK}`}
        {...textarea}
        {...described}
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
