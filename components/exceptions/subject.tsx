import Link from 'next/link';
import type { ExceptionSubject, SubjectShipment } from '#db/queries/exception-subjects.ts';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { Nothing, Section } from '../record/section.tsx';
import { ClaimTime } from '../shipment/claim-time.tsx';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { PlaceName } from '../shipments/place-name.tsx';
import { bestReference, namedOf, referenceLabel } from '../shipments/reference.ts';
import { StatusChip } from '../shipments/status-chip.tsx';
import { ShipmentTitle } from '../shipments/title.tsx';
import { milestoneLabel } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';
import { rich } from '../words/rich.tsx';
import { excerptOf } from './excerpt.ts';

type Props = {
  item: ExceptionItem;
  timeline: readonly TimelineEntry[];
  titles: Readonly<Record<string, string>>;
};

const LINK = 'mono font-medium text-accent underline-offset-4 hover:underline';

const KIND_TITLES = {
  shipment: 'Shipment',
  invoice: 'Invoice',
  purchase_order: 'Purchase order',
  booking: 'Booking',
  source: 'Source',
} as const satisfies Record<ExceptionSubject['kind'], string>;

/** What an exception is about: its invoice, order or booking, and its shipment with route, ETA, references and the timeline around now. */
export function SubjectSection({ item, timeline, titles }: Props) {
  const { t } = useWords();
  const { kind, title, path, shipment } = item.subject;
  return (
    <>
      {kind !== 'shipment' && path && (
        <Section title={t(KIND_TITLES[kind])}>
          <p className="px-4 py-3 lg:px-6">
            <Link href={path} prefetch={false} className={LINK}>
              {title}
            </Link>
          </p>
        </Section>
      )}
      {shipment && (
        <Section title={t('Shipment')}>
          <ShipmentText shipment={shipment} />
        </Section>
      )}
      {shipment && (
        <Section title={t('Timeline')} note={t('last and next milestones')}>
          <Excerpt steps={excerptOf(timeline)} source={titles[shipment.provider] ?? shipment.provider} />
        </Section>
      )}
    </>
  );
}

const SHOWN = 5;

function ShipmentText({ shipment }: { shipment: SubjectShipment }) {
  const words = useWords();
  const { t } = words;
  const { id, mode, status, customer, from, to, eta, references } = shipment;
  const title = bestReference(shipment).value;
  const others = references.filter(({ value }) => value !== title);
  return (
    <div className="flex flex-col gap-2 px-4 py-3 lg:px-6">
      <p className="flex flex-wrap items-center gap-2">
        <ModeIcon mode={mode} />
        <Link href={`/shipments/${id}`} prefetch={false} className={LINK}>
          <ShipmentTitle {...namedOf(shipment)} />
        </Link>
        <StatusChip status={status} />
        {customer && <span className="text-dim">{customer}</span>}
      </p>
      <p className="flex flex-wrap items-center gap-x-2">
        {from && <PlaceName place={from} />}
        {from && to && <span className="text-faint">›</span>}
        {to && <PlaceName place={to} />}
        {eta && (
          <span className="text-dim">
            {rich(words, 'ETA {date}', { date: <MomentTime moment={eta} timeZone={to?.timeZone} /> })}
          </span>
        )}
      </p>
      {others.length > 0 && (
        <ul aria-label={t('References')} className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
          {others.slice(0, SHOWN).map(({ type, value }) => (
            <li key={`${type} ${value}`} className="max-w-full truncate">
              <span className="text-faint">{t(referenceLabel(type))}</span> <span className="mono">{value}</span>
            </li>
          ))}
          {others.length > SHOWN && <li className="text-faint">{t('+{n} more', { n: others.length - SHOWN })}</li>}
        </ul>
      )}
    </div>
  );
}

function Excerpt({ steps, source }: { steps: readonly TimelineEntry[]; source: string }) {
  const words = useWords();
  if (steps.length === 0) return <Nothing>{words.t('No milestone of the whole shipment is known yet.')}</Nothing>;
  return (
    <ol className="px-4 py-2 lg:px-6">
      {steps.map((step) => (
        <li key={step.id} className="flex min-h-8 flex-wrap items-center gap-x-3">
          <span className={step.classifier === 'ACT' ? 'font-medium' : 'text-dim'}>
            {milestoneLabel(step.code, words)}
          </span>
          {step.place && <PlaceName place={step.place} className="text-xs text-dim" />}
          <span className="ml-auto">
            <ClaimTime claim={step} source={source} />
          </span>
        </li>
      ))}
    </ol>
  );
}
