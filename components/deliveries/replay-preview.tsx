'use client';
import Link from 'next/link';
import type { ReplayPreview as Preview } from '#app/replay-events.ts';
import type { ShipmentName } from '#db/queries/delivery-list.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { EffectLine } from '../activity/effect-line.tsx';
import { ShipmentTitle } from '../shipments/title.tsx';
import { inWords } from '../shipments/words.ts';
import { Button } from '../ui/button.tsx';
import { StateChip } from './status-chip.tsx';

type Problem = { problem: string };
type Previewed = { preview: Preview; until: string; names: Readonly<Record<string, ShipmentName>> };

/** What a replay would do, and the instant until which it would choose events. */
export type ReplayPreviewAnswer = Problem | Previewed;
/** The id of the replay. */
export type ReplayAnswer = Problem | { replay: string };

type Props = {
  answer: ReplayPreviewAnswer;
  pending: boolean;
  onConfirm: (until: string) => void;
  onCancel: () => void;
};

/** Events of one replay at most (`MAX_REPLAYED`). */
const MOST = 100_000;

/** What a replay would process and change, to be confirmed. */
export function ReplayPreview({ answer, pending, onConfirm, onCancel }: Props) {
  const found = 'preview' in answer && answer.preview.events > 0 ? answer : null;
  const { t, counted } = useWords();
  const text = 'problem' in answer ? t(answer.problem) : t('No event to replay.');
  return (
    <>
      {found ? <Selected {...found} /> : <p role="status">{text}</p>}
      <div className="mt-3 flex gap-2">
        {found && (
          <Button look="primary" pending={pending} onClick={() => onConfirm(found.until)}>
            {counted(Math.min(found.preview.events, MOST), 'Replay {n} event', 'Replay {n} events')}
          </Button>
        )}
        <Button pending={pending} onClick={onCancel}>
          {t(found ? 'Cancel' : 'Close')}
        </Button>
      </div>
    </>
  );
}

function Selected({ preview: { events, deliveries, types, trial }, names }: Previewed) {
  const words = useWords();
  const { t, number } = words;
  return (
    <>
      <p role="status" className="font-medium">
        {selectedText(events, deliveries, words)}
      </p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {types.map(({ provider, type, state, count }) => (
          <li key={`${provider} ${type} ${state}`} className="flex items-center gap-2">
            <span className="w-12 text-right">{number(count)}</span>
            <span className="mono min-w-0 flex-1 truncate">{type || t('not readable')}</span>
            <StateChip state={state} />
          </li>
        ))}
      </ul>
      {trial ? (
        <Trial trial={trial} events={events} names={names} />
      ) : (
        <p className="mt-2 text-dim">
          {t('What would change is not known now: others are changing the same entities.')}
        </p>
      )}
    </>
  );
}

/** `3 events of 1 delivery`, and how many of them are replayed if they are too many. */
function selectedText(events: number, deliveries: number, { t, counted }: Words): string {
  const of = counted(deliveries, '{events} of {n} delivery', '{events} of {n} deliveries', {
    events: counted(events, '{n} event', '{n} events'),
  });
  return events > MOST ? t('{of}; the first {n} are replayed', { of, n: MOST }) : of;
}

type TrialProps = { trial: NonNullable<Preview['trial']>; events: number; names: Previewed['names'] };

function Trial({ trial: { tried, processed, others, changeCount, changes }, events, names }: TrialProps) {
  const entities = [...Map.groupBy(changes, ({ entityId }) => entityId)];
  const { t, counted } = useWords();
  const values = counted(changeCount, '{n} value', '{n} values');
  return (
    <div className="mt-2 border-t border-line pt-2">
      <p>
        {t(
          tried < events
            ? 'Of the first {n}, {processed} would be processed and change {values}.'
            : 'Of {n}, {processed} would be processed and change {values}.',
          { n: String(tried), processed: String(processed), values },
        )}
      </p>
      {others.map(({ state, count, reason }) => (
        <p key={state} className="mt-1 flex items-baseline gap-2 text-dim">
          <StateChip state={state} count={count} /> {t(reason)}
        </p>
      ))}
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {entities.map(([id, own]) => (
          <li key={id}>
            <EntityTitle type={own[0]?.entityType ?? ''} name={names[id]} />
            {own.map((effect, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change, and two effects may be equal
              <EffectLine key={at} effect={effect} />
            ))}
          </li>
        ))}
      </ul>
      {changeCount > changes.length && (
        <p className="mt-1 text-dim">{t('The first {n} are shown.', { n: changes.length })}</p>
      )}
    </div>
  );
}

function EntityTitle({ type, name }: { type: string; name: ShipmentName | undefined }) {
  const { t } = useWords();
  if (!name) return <p className="text-dim">{t(inWords(type))}</p>;
  return (
    <Link
      href={`/shipments/${name.id}`}
      prefetch={false}
      className="mono text-accent underline-offset-4 hover:underline"
    >
      <ShipmentTitle {...name} />
    </Link>
  );
}
