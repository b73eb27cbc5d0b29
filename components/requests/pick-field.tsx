'use client';
import { Combobox } from '@base-ui/react/combobox';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Picked } from '#lib/model/booking-terms.ts';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import { cx } from '../ui/cx.ts';
import { layer } from '../ui/layer.tsx';
import type { Found } from './found.ts';

type Props = {
  id: string;
  name: string;
  of: Picked;
  provider: string;
  /** The reference or code that is sent. */
  initial: string;
  /** What it stands for, if that is known. */
  found: Found | undefined;
  /** Shown until something is picked. */
  note: string | undefined;
  className: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
};

const never = () => () => {};

/**
 * A field whose value is picked from what is known. Text that nothing known has is sent as it is typed. Until the page has hydrated, and
 * without JavaScript, it is a text field for the reference or code.
 */
export function PickField(props: Props) {
  const { t } = useWords();
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { of: _of, provider: _provider, found: _found, initial, note, ...input } = props;
  if (isLive) return <Picker {...props} />;
  return (
    <>
      <input {...input} type="text" maxLength={200} defaultValue={initial} />
      <span className="text-xs text-faint">{note && t(note)}</span>
    </>
  );
}

const labelOf = ({ name }: Found) => name;
const codeOf = ({ value }: Found) => value;
const isSameChoice = (a: Found, b: Found) => a.value === b.value;
/** Whether a text is the reference or code of a choice. */
const isValueOf = (text: string) => (choice: Found) => choice.value.toLowerCase() === text.trim().toLowerCase();

/** Whether a choice contains all words of a text. */
function contains({ name, note }: Found, text: string): boolean {
  const shown = `${name} ${note}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}

/** The choices for a text. Until they are found, those of an earlier text that fit this one too: Enter must not take another. */
function useChoices({ of, provider }: Props, text: string, enabled: boolean) {
  const typed = useDeferredValue(text.trim());
  const {
    data = [],
    isFetching,
    isPlaceholderData,
  } = useQuery({
    queryKey: ['request-choices', of, provider, typed],
    queryFn: () => fetchJson<Found[]>(`/requests/search?${new URLSearchParams({ of, provider, q: typed })}`),
    enabled,
    placeholderData: keepPreviousData,
  });
  const isCurrent = typed === text.trim() && !isPlaceholderData;
  const choices = isCurrent ? data : data.filter((choice) => contains(choice, text.trim()));
  return { choices, isSearching: isFetching || !isCurrent };
}

function Picker(props: Props) {
  const { t } = useWords();
  const { name, initial, found, of: _of, provider: _provider, note, ...input } = props;
  const [picked, setPicked] = useState<Found | null>(found ?? null);
  const [text, setText] = useState(found?.name ?? initial);
  const [open, setOpen] = useState(false);
  const isTyped = picked === null && text.trim() !== '';
  const { choices, isSearching } = useChoices(props, isTyped ? text : '', open || isTyped);
  const pick = (choice: Found) => {
    setPicked(choice);
    setText(choice.name);
  };
  // Text that is typed and left is kept: it is a reference that is not known here, unless it is a known one.
  const value = picked?.value ?? text.trim();
  const hidden = useValueEvents(value);
  const settle = () => {
    const known = isTyped ? choices.find(isValueOf(text)) : undefined;
    if (known) pick(known);
  };
  return (
    <Combobox.Root
      items={choices}
      filter={null}
      value={picked}
      inputValue={text}
      itemToStringLabel={labelOf}
      itemToStringValue={codeOf}
      isItemEqualToValue={isSameChoice}
      autoHighlight
      onOpenChange={setOpen}
      onValueChange={(choice) => choice && pick(choice)}
      onInputValueChange={(next, { reason }) => {
        // The library empties text without a choice when the list closes; here it is kept.
        if (reason !== 'input-change') return;
        setText(next);
        setPicked(null);
      }}
    >
      <input ref={hidden} type="hidden" name={name} value={value} />
      <Combobox.Input
        {...input}
        aria-describedby={[input['aria-describedby'], `${input.id}-picked`].filter(Boolean).join(' ')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onBlur={settle}
        onKeyDown={(event) => {
          // Enter that comes before the choices does not submit the form.
          if (event.key === 'Enter' && open && isSearching && choices.length === 0) event.preventDefault();
        }}
      />
      <span id={`${input.id}-picked`} className={cx('truncate text-xs', picked ? 'text-dim' : 'text-faint')}>
        {picked?.note ?? (isTyped && !open ? t('Not known here: sent as it is.') : note && t(note))}
      </span>
      <Choices isSearching={isSearching} isEmpty={choices.length === 0} typed={isTyped ? text.trim() : ''} />
    </Combobox.Root>
  );
}

/** Dispatches an event of input when the value of a hidden field changes: browsers do so for visible ones only. */
function useValueEvents(value: string) {
  const hidden = useRef<HTMLInputElement>(null);
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    hidden.current?.dispatchEvent(new Event('input', { bubbles: true }));
  }, [value]);
  return hidden;
}

type ChoicesProps = { isSearching: boolean; isEmpty: boolean; typed: string };

function Choices({ isSearching, isEmpty, typed }: ChoicesProps) {
  const { t } = useWords();
  const unknown = t(typed === '' ? 'Nothing is known yet.' : 'Not known here: “{text}” is sent as it is.', {
    text: typed,
  });
  return (
    <Combobox.Portal container={layer}>
      <Combobox.Positioner
        sideOffset={4}
        align="start"
        collisionPadding={8}
        className="z-50 w-(--anchor-width) min-w-64"
      >
        <Combobox.Popup className="popup max-h-[min(var(--available-height),20rem)] overflow-y-auto rounded-lg p-1 text-sm">
          <Combobox.Status className="sr-only">
            {isSearching ? t('Searching') : isEmpty ? unknown : null}
          </Combobox.Status>
          {isEmpty && !isSearching && <p className="px-2 py-2 text-xs text-dim">{unknown}</p>}
          <Combobox.List>
            {(choice: Found) => (
              <Combobox.Item
                key={choice.value}
                value={choice}
                className="flex cursor-pointer flex-col justify-center rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-fill max-md:min-h-11"
              >
                <span className="truncate">{choice.name}</span>
                <span className="truncate text-xs text-dim">{choice.note}</span>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
