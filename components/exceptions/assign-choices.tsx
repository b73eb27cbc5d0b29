'use client';
import { useId, useState } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { useWords } from '#words';
import { useActions } from './actions.ts';
import { ChoiceButton } from './choice-button.tsx';
import { matchingPeople, type Person } from './mention.ts';

/** Who owns it: people by name or address, or nobody. */
export function AssignChoices({ choose }: { choose: (command: ExceptionCommand) => void }) {
  const { t } = useWords();
  const { me, people } = useActions();
  const [typed, setTyped] = useState('');
  const id = useId();
  const own = people.filter(({ email }) => email === me);
  const ordered = [...own, ...people.filter(({ email }) => email !== me)];
  const found = typed === '' ? ordered : matchingPeople(ordered, typed.trim());
  const assign = (owner: string | null) => choose({ act: 'assign', owner });
  return (
    <>
      <label htmlFor={id} className="text-xs text-dim">
        {t('Name or e-mail address')}
      </label>
      <input
        id={id}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && found[0]) assign(found[0].email);
        }}
        className="mt-1 mb-2 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink"
      />
      {found.map((person) => (
        <ChoiceButton key={person.email} onClick={() => assign(person.email)}>
          <PersonText person={person} isMe={person.email === me} />
        </ChoiceButton>
      ))}
      {found.length === 0 && <p className="px-2.5 py-2 text-dim">{t('No person has this name or address.')}</p>}
      {typed === '' && <ChoiceButton onClick={() => assign(null)}>{t('Nobody')}</ChoiceButton>}
    </>
  );
}

function PersonText({ person: { email, name }, isMe }: { person: Person; isMe: boolean }) {
  const { t } = useWords();
  const shown = name ?? email;
  return (
    <>
      <span className="truncate">{isMe ? t('{name} (you)', { name: shown }) : shown}</span>
      {name && <span className="truncate text-xs text-dim">{email}</span>}
    </>
  );
}
