import type { ReactNode } from 'react';
import type { Evidence } from '#db/queries/evidence.ts';
import type { ShipmentDetail } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { referenceLabel } from '../shipments/reference.ts';
import { inWords } from '../shipments/words.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Why } from './why.tsx';

type Props = { shipment: ShipmentDetail; evidence: Readonly<Record<string, Evidence>>; source: string };

/** All references and parties of the shipment. */
export function ReferencesAndParties({ shipment, evidence, source }: Props) {
  const { t } = useWords();
  const reason = (title: string, eventId: string) => ({ ...evidence[eventId], title, source, eventId });
  return (
    <div className="grid lg:grid-cols-2">
      <Part title={t('References')} empty={t('No reference yet')}>
        {shipment.references.map(({ type, value, eventId }) => (
          <Line key={`${type} ${value}`} term={t(referenceLabel(type))}>
            <Why className="mono truncate" reason={reason(`${t(referenceLabel(type))} ${value}`, eventId)}>
              {value}
            </Why>
            <CopyButton value={value} label={t(referenceLabel(type))} />
          </Line>
        ))}
      </Part>
      <Part title={t('Parties')} empty={t('No party yet')}>
        {shipment.parties.map(({ role, party, name, eventId }) => (
          <Line key={`${role} ${party}`} term={t(inWords(role))}>
            <Why
              className="truncate"
              reason={reason(t('{label}: {text}', { label: t(inWords(role)), text: name }), eventId)}
            >
              {name}
            </Why>
          </Line>
        ))}
      </Part>
    </div>
  );
}

function Part({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section className="min-w-0 px-4 py-4 lg:px-6 lg:not-first:border-l lg:not-first:border-line">
      <h2 className="mb-1 text-xs font-semibold text-dim">{title}</h2>
      {children.length > 0 ? <dl>{children}</dl> : <p className="text-faint">{empty}</p>}
    </section>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-3 border-b border-line last:border-0">
      <dt className="w-36 shrink-0 text-faint">{term}</dt>
      <dd className="flex min-w-0 flex-1 items-center justify-between gap-2">{children}</dd>
    </div>
  );
}
