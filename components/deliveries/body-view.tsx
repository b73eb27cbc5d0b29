import { Download } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { CopyButton } from '../ui/copy-button.tsx';
import { cx } from '../ui/cx.ts';
import { JsonText } from './json-text.tsx';

/** Maximum of shown characters; the whole body can be downloaded. */
const MAX_CHARACTERS = { alone: 20_000, besideMany: 6_000 };

type Props = {
  address: string;
  view: 'pretty' | 'raw';
  body: Uint8Array | null;
  /** The file of the archive that has it. */
  archiveFile: string | null;
  /** Why it cannot be read there. */
  problem: { message: string; isStoreAway: boolean } | null;
  besideMany: boolean;
};

/** The body: formatted, or byte for byte. */
export function BodyView({ address, view, body, archiveFile, problem, besideMany }: Props) {
  const { t } = useWords();
  const maxShown = besideMany ? MAX_CHARACTERS.besideMany : MAX_CHARACTERS.alone;
  const text = body ? new TextDecoder().decode(body) : null;
  const pretty = text === null ? null : prettyOf(text);
  const shown = view === 'pretty' ? (pretty ?? text) : text;
  return (
    <section aria-labelledby="body-title" className="border-b border-line px-4 py-4 lg:px-6">
      <div className="mb-2 flex items-center gap-3">
        <h2 id="body-title" className="flex-1 font-semibold">
          {t('Body')}
        </h2>
        {text !== null && (
          <nav aria-label={t('View of the body')} className="flex rounded-md border border-line-strong p-px text-xs">
            <Choice href={address} current={view === 'pretty'} label={t('Pretty')} />
            <Choice href={`${address}?body=raw`} current={view === 'raw'} label={t('Raw')} />
          </nav>
        )}
        {text !== null && text.length <= maxShown && <CopyButton value={text} label={t('body')} />}
        {text !== null && (
          <a
            href={`${address}/body`}
            download
            className="flex h-7 items-center gap-1.5 rounded-md px-2 text-xs text-dim hover:text-ink"
          >
            <Download aria-hidden className="size-3.5" />
            {t('Download')}
          </a>
        )}
      </div>
      {archiveFile !== null && problem === null && (
        <p className="mb-2 text-xs break-all text-dim">{t('From the archive: {file}', { file: archiveFile })}</p>
      )}
      {problem !== null ? (
        <p role="alert" className="break-words text-risk">
          {t(problem.message)}.{' '}
          {t(
            problem.isStoreAway
              ? 'Nothing is lost: reload the page in a while.'
              : 'An admin can bring it back from a backup of the archive.',
          )}
        </p>
      ) : shown === null ? (
        <p className="text-dim">{t('No body is stored for this webhook.')}</p>
      ) : (
        <pre className="mono rounded-md border border-line bg-canvas p-3 text-xs leading-5 break-all whitespace-pre-wrap">
          {view === 'pretty' && pretty && !besideMany ? (
            <JsonText text={shown.slice(0, maxShown)} />
          ) : (
            shown.slice(0, maxShown)
          )}
        </pre>
      )}
      {view === 'pretty' && text !== null && pretty === null && (
        <p className="mt-2 text-xs text-risk">{t('Not JSON; shown as received.')}</p>
      )}
      {shown !== null && shown.length > maxShown && (
        <p className="mt-2 text-xs text-dim">{t('Only the first {n} characters are shown.', { n: maxShown })}</p>
      )}
    </section>
  );
}

function Choice({ href, current, label }: { href: string; current: boolean; label: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'flex h-6 items-center rounded-[5px] px-2',
        current ? 'bg-fill-strong font-medium text-ink' : 'text-dim hover:text-ink',
      )}
    >
      {label}
    </Link>
  );
}

function prettyOf(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
