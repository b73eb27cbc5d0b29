import { type ReactNode, useId } from 'react';
import { FIELD_LOOK, FieldError } from './action-form.tsx';
import { useRefusal } from './refusal.tsx';

/** `children`: the options. */
type Props = {
  label: string;
  name: string;
  defaultValue: string;
  hint?: string;
  children: ReactNode;
};

/** A choice with a hint below it. */
export function ChoiceField({ label, hint, children, ...select }: Props) {
  const id = useId();
  const error = useRefusal(select.name);
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="flex w-56 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        {label}
      </label>
      <select
        // Else React does not restore what was chosen when it resets the form.
        key={select.defaultValue}
        id={id}
        className={`h-8 ${FIELD_LOOK} px-2`}
        {...select}
        {...(error && { 'aria-invalid': true })}
        {...(described && { 'aria-describedby': described })}
      >
        {children}
      </select>
      <FieldError id={`${id}-error`} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
