import Link from 'next/link';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import type { ContainerRow, ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { useWords } from '#words';
import { TerminalDay } from '../containers/terminal-day.tsx';
import { placeText } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';
import { nextFreeTime } from './free-time.ts';
import { LastFreeDay } from './last-free-day.tsx';
import { PhoneAnswer, PhoneLine, WhereNow } from './phone-answer.tsx';
import type { Position } from './position.ts';

type Props = {
  shipment: ShipmentDetail;
  timeline: readonly TimelineEntry[];
  exceptions: readonly ExceptionItem[];
  position: Position;
};

/** The answer on a phone: where it is, when it arrives, until when which container is free, holds, and whether it was picked up. */
export function ShipmentAnswer({ shipment, timeline, exceptions, position }: Props) {
  const { t } = useWords();
  return (
    <PhoneAnswer>
      <PhoneLine term={t('Now')}>
        <WhereNow position={position} />
      </PhoneLine>
      <PhoneLine term={t(shipment.arrived ? 'Arrived' : 'Arrives')}>
        <ArrivesAt shipment={shipment} />
      </PhoneLine>
      <PhoneLine term={t('Free until')}>
        <FreeUntil shipment={shipment} />
      </PhoneLine>
      <PhoneLine term={t('Holds')}>
        <Holds labels={openHolds(exceptions)} />
      </PhoneLine>
      <PhoneLine term={t('Picked up')}>
        <PickedUp containers={shipment.containers} timeline={timeline} />
      </PhoneLine>
    </PhoneAnswer>
  );
}

type Arriving = Pick<ShipmentDetail, 'arrived' | 'eta' | 'portOfDischarge' | 'destination'>;

/** The arrival or the ETA, with its place. */
export function ArrivesAt({ shipment }: { shipment: Arriving }) {
  const { t } = useWords();
  const moment = shipment.arrived ?? shipment.eta;
  const place = shipment.portOfDischarge ?? shipment.destination;
  if (!moment) return <span className="font-normal text-dim">{t('No estimate yet')}</span>;
  return (
    <>
      <MomentTime moment={moment} timeZone={place?.timeZone} hint={false} />
      {place && <span className="truncate font-normal text-dim">{placeText(place)}</span>}
    </>
  );
}

/** Open holds by their labels. */
export function Holds({ labels }: { labels: readonly string[] }) {
  const { t, list } = useWords();
  if (labels.length === 0) return <span className="font-normal text-dim">{t('None open')}</span>;
  return <span className="text-held">{list(labels.map((label) => t(label)))}</span>;
}

function openHolds(exceptions: readonly ExceptionItem[]): string[] {
  const open = exceptions.filter(({ type, state }) => type.startsWith('hold.') && state !== 'ended');
  return [...new Set(open.map(({ type }) => EXCEPTION_KINDS[type].label))];
}

function FreeUntil({ shipment }: { shipment: ShipmentDetail }) {
  const { t, counted, day } = useWords();
  const next = nextFreeTime(shipment);
  if (!next) {
    const isStated = shipment.containers.some(({ lastFreeDay }) => lastFreeDay);
    return <span className="font-normal text-dim">{t(isStated ? 'No free time runs' : 'Not stated')}</span>;
  }
  const { number, externalId, lastFreeDay } = next.container;
  const isOne = next.count === 1;
  return (
    <>
      {day((lastFreeDay ?? '').slice(0, 10))}
      <LastFreeDay end={next.end} />
      <Link
        href={isOne ? `/containers/${next.container.id}` : `/containers?shipment=${shipment.id}&sort=lastFreeDay`}
        className="mono flex min-w-0 items-center truncate font-normal underline decoration-line-strong underline-offset-4"
      >
        {isOne ? (number ?? externalId) : counted(next.count, '{n} container', '{n} containers')}
      </Link>
    </>
  );
}

type PickedProps = {
  containers: readonly Pick<ContainerRow, 'leftAt' | 'terminal'>[];
  timeline: readonly TimelineEntry[];
};

/** Whether the containers left the terminal; without containers, whether the cargo did. */
function PickedUp({ containers, timeline }: PickedProps) {
  const { t } = useWords();
  const left = containers.filter(({ leftAt }) => leftAt !== null);
  const [one] = left;
  if (containers.length > 1 && left.length > 0 && left.length < containers.length)
    return t('{n} of {total} containers', { n: left.length, total: containers.length });
  if (one) {
    return (
      <>
        {containers.length > 1 ? t('All {n}', { n: containers.length }) : t('Yes')}
        {containers.length === 1 && <TerminalDay at={one.leftAt} timeZone={one.terminal?.timeZone ?? null} />}
      </>
    );
  }
  const isOut = containers.length === 0 && timeline.some(isPickUp);
  return isOut ? t('Yes') : <span className="font-normal text-dim">{t('Not reported')}</span>;
}

const isPickUp = ({ code, classifier, standing, flag }: TimelineEntry) =>
  (code === 'OUT_FOR_DELIVERY' || code === 'DELIVERED') && classifier === 'ACT' && standing === 'current' && !flag;
