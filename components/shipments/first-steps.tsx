import { PackageOpen } from 'lucide-react';
import { useWords } from '#words';
import { SetupHint } from '../setup/setup-hint.tsx';
import { CodeLine } from '../ui/code-line.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Props = { providers: readonly { value: string; label: string; address: string }[] };

/** The first steps after the installation, up to a first shipment. */
export function FirstSteps({ providers }: Props) {
  const { t } = useWords();
  const [first] = providers;
  return (
    <EmptyState icon={PackageOpen} title={t('No shipment yet')}>
      <p>{t('A shipment appears with its first webhook. This page updates automatically.')}</p>
      <SetupHint />
      <ol className="mt-6 flex flex-col gap-5 text-left">
        {first && (
          <>
            <Step title={t('Give your providers these webhook addresses')}>
              {providers.map(({ value, label, address }) => (
                <CodeLine key={value} label={t('{name} address', { name: label })}>
                  {address}
                </CodeLine>
              ))}
            </Step>
            <Step title={t('Check that unsigned requests are rejected, with the reason')}>
              <CodeLine label={t('command')}>{`curl -i -X POST ${first.address} -d '{}'`}</CodeLine>
            </Step>
            <Step title={t('Send a first webhook, signed with the secret of this server')}>
              <CodeLine label={t('command')}>{`npm run send -- ${first.value} departed`}</CodeLine>
            </Step>
          </>
        )}
        <Step title={t('Or run the emulated world')}>
          <CodeLine label={t('command')}>npm run demo</CodeLine>
        </Step>
      </ol>
    </EmptyState>
  );
}

function Step({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-col gap-1.5">
      <span className="font-medium text-ink">{title}</span>
      {children}
    </li>
  );
}
