import { CircleCheck, CircleDashed } from 'lucide-react';
import { Fragment } from 'react';
import { useWords } from '#words';

/** `alternatives`: sets of keys of which one is needed. `given`: the keys that are set. */
type Props = { alternatives: readonly (readonly string[])[]; given: readonly string[] };

/** The environment keys of an API, and which of them are set. */
export function ApiKeys({ alternatives, given }: Props) {
  const { t } = useWords();
  return (
    <ul aria-label={t('Keys')} className="space-y-1 px-4 pb-3 lg:px-6">
      {alternatives.map((keys, at) => (
        <Fragment key={keys.join()}>
          {at > 0 && <li className="text-xs text-faint">{t('or')}</li>}
          {keys.map((key) => (
            <Key key={key} name={key} isSet={given.includes(key)} />
          ))}
        </Fragment>
      ))}
    </ul>
  );
}

function Key({ name, isSet }: { name: string; isSet: boolean }) {
  const { t } = useWords();
  const Icon = isSet ? CircleCheck : CircleDashed;
  return (
    <li className="flex items-center gap-2">
      <Icon aria-hidden className={`size-4 shrink-0 ${isSet ? 'text-ok' : 'text-faint'}`} strokeWidth={2} />
      <code className="mono min-w-0 break-all text-xs">{name}</code>
      <span className="text-dim">{t(isSet ? 'set' : 'not set')}</span>
    </li>
  );
}
