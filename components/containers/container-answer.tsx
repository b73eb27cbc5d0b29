import type { ContainerDetail } from '#db/queries/containers.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { useWords } from '#words';
import { terminalZone } from '../sheets/containers.ts';
import { PhoneAnswer, PhoneLine, WhereNow } from '../shipment/phone-answer.tsx';
import type { Position } from '../shipment/position.ts';
import { ArrivesAt, Holds } from '../shipment/shipment-answer.tsx';
import { FreeTime } from './container-table.tsx';
import { TerminalDay } from './terminal-day.tsx';

/** The answer on a phone: where the container is, when it arrives, until when it is free, holds, and whether it was picked up. */
export function ContainerAnswer({ container, position }: { container: ContainerDetail; position: Position }) {
  const { t } = useWords();
  const { shipment, lastFreeDay, leftAt, holds } = container;
  return (
    <PhoneAnswer>
      <PhoneLine term={t('Now')}>
        <WhereNow position={position} />
      </PhoneLine>
      <PhoneLine term={t(shipment?.arrived ? 'Arrived' : 'Arrives')}>
        {shipment ? <ArrivesAt shipment={shipment} /> : <Unstated>{t('Shipment unknown')}</Unstated>}
      </PhoneLine>
      <PhoneLine term={t('Free until')}>
        {lastFreeDay ? <FreeTime container={container} bare /> : <Unstated>{t('Not stated')}</Unstated>}
      </PhoneLine>
      <PhoneLine term={t('Holds')}>
        <Holds labels={holds.map((type) => EXCEPTION_KINDS[type].label)} />
      </PhoneLine>
      <PhoneLine term={t('Picked up')}>
        {leftAt ? (
          <>
            {t('Yes')} <TerminalDay at={leftAt} timeZone={terminalZone(container)} />
          </>
        ) : (
          <Unstated>{t('Not reported')}</Unstated>
        )}
      </PhoneLine>
    </PhoneAnswer>
  );
}

function Unstated({ children }: { children: string }) {
  return <span className="font-normal text-dim">{children}</span>;
}
