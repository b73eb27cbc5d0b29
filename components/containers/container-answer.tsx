import type { ContainerDetail } from '#db/queries/containers.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { terminalZone } from '../sheets/containers.ts';
import { PhoneAnswer, PhoneLine, WhereNow } from '../shipment/phone-answer.tsx';
import type { Position } from '../shipment/position.ts';
import { ArrivesAt, Holds } from '../shipment/shipment-answer.tsx';
import { FreeTime } from './container-table.tsx';
import { TerminalDay } from './terminal-day.tsx';

/** The answer on a phone: where the container is, when it arrives, until when it is free, holds, and whether it was picked up. */
export function ContainerAnswer({ container, position }: { container: ContainerDetail; position: Position }) {
  const { shipment, lastFreeDay, leftAt, holds } = container;
  return (
    <PhoneAnswer>
      <PhoneLine term="Now">
        <WhereNow position={position} />
      </PhoneLine>
      <PhoneLine term={shipment?.arrived ? 'Arrived' : 'Arrives'}>
        {shipment ? <ArrivesAt shipment={shipment} /> : <Unstated>Shipment unknown</Unstated>}
      </PhoneLine>
      <PhoneLine term="Free until">
        {lastFreeDay ? <FreeTime container={container} bare /> : <Unstated>Not stated</Unstated>}
      </PhoneLine>
      <PhoneLine term="Holds">
        <Holds labels={holds.map((type) => EXCEPTION_KINDS[type].label)} />
      </PhoneLine>
      <PhoneLine term="Picked up">
        {leftAt ? (
          <>
            Yes <TerminalDay at={leftAt} timeZone={terminalZone(container)} />
          </>
        ) : (
          <Unstated>Not reported</Unstated>
        )}
      </PhoneLine>
    </PhoneAnswer>
  );
}

function Unstated({ children }: { children: string }) {
  return <span className="font-normal text-dim">{children}</span>;
}
