import type { ComponentProps } from 'react';

/** One of several choices of a dialog, walked with the arrow keys. */
export function ChoiceButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      data-choice
      className="flex h-9 w-full items-center justify-between gap-3 rounded-md px-2.5 text-left text-sm hover:bg-fill focus-visible:bg-fill"
      {...props}
    />
  );
}
