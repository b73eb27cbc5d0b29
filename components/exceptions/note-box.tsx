'use client';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { MAX_NOTE } from '#lib/model/exception-act.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { useActions } from './actions.ts';
import { insertMention, matchingPeople, mentionAt, type Person } from './mention.ts';
import { useNoteDraft } from './note-draft.ts';

/** Where a note on an exception is written; `@` and a name mention a person. Ctrl+Enter adds it. Not shown to viewers. */
export function NoteBox({ id }: { id: string }) {
  const { t } = useWords();
  const { canAct, act } = useActions();
  const note = useMentions(id);
  const [isSending, setSending] = useState(false);
  if (!canAct) return null;
  const send = async () => {
    if (note.text.trim() === '' || isSending) return;
    setSending(true);
    if (await act({ act: 'note', note: note.text.trim() }, [id])) note.clear();
    setSending(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    else if (event.key === 'Escape' && note.found.length === 0) event.currentTarget.blur();
    else if (!note.press(event.key)) return;
    event.preventDefault();
  };
  return (
    <form
      className="relative px-4 pb-4 lg:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={note.box}
        rows={2}
        maxLength={MAX_NOTE}
        aria-label={t('Note')}
        placeholder={t('Add a note; @ mentions a person')}
        value={note.text}
        aria-controls={note.listId}
        aria-autocomplete="list"
        {...(note.current && { 'aria-activedescendant': `${note.listId}-${note.at}` })}
        onChange={({ target }) => note.change(target.value, target.selectionStart)}
        onKeyDown={onKeyDown}
        className="w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink placeholder:text-faint"
      />
      <MentionList id={note.listId} found={note.found} at={note.at} choose={note.choose} />
      <div className="mt-1.5 flex items-center gap-2">
        <Button type="submit" className="h-7 text-xs" pending={isSending} disabled={note.text.trim() === ''}>
          {t('Add note')}
        </Button>
        <kbd className="font-sans text-xs text-faint max-md:hidden">Ctrl+Enter</kbd>
      </div>
    </form>
  );
}

/** A text in which people are mentioned: those that fit what is typed after `@`, and the keys that choose one. */
function useMentions(id: string) {
  const { me, people } = useActions();
  const [text, setText] = useNoteDraft(me, id);
  const [{ caret, at }, set] = useState({ caret: 0, at: 0 });
  const box = useRef<HTMLTextAreaElement>(null);
  const mention = mentionAt(text, caret);
  const isWhole = people.some(({ email }) => email === mention?.typed);
  const found = mention && !isWhole ? matchingPeople(people, mention.typed) : [];
  const current = found[Math.min(at, found.length - 1)];
  const change = (next: string, position: number) => {
    setText(next);
    set({ caret: position, at: 0 });
  };
  const choose = (person: Person) => {
    const next = insertMention(text, caret, person);
    flushSync(() => change(next.text, next.caret));
    box.current?.focus();
    box.current?.setSelectionRange(next.caret, next.caret);
  };
  /** Returns whether the key chose a person or moved among them. */
  const press = (key: string): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!current) return false;
    if (key === 'Enter' || key === 'Tab') choose(current);
    else if (key === 'Escape') set({ caret: 0, at: 0 });
    else if (step) set({ caret, at: (at + step + found.length) % found.length });
    else return false;
    return true;
  };
  return {
    ...{ box, text, found, current, change, choose, press, listId: useId() },
    at: Math.min(at, found.length - 1),
    clear: () => change('', 0),
  };
}

type ListProps = { id: string; found: readonly Person[]; at: number; choose: (person: Person) => void };

function MentionList({ id, found, at, choose }: ListProps) {
  const { t } = useWords();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('People')}
      tabIndex={-1}
      className={cx('popup absolute z-20 -mt-1 min-w-56 rounded-lg p-1', found.length === 0 && 'hidden')}
    >
      {found.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the text, which chooses by aria-activedescendant
        <div
          key={person.email}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          onClick={() => choose(person)}
          className={cx('flex h-8 cursor-pointer items-center gap-2 rounded-md px-2', index === at && 'bg-fill')}
        >
          {person.name ?? person.email}
          {person.name && <span className="text-xs text-faint">{person.email}</span>}
        </div>
      ))}
    </div>
  );
}
