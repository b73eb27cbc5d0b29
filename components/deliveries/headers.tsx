import { useWords } from '#words';

/** Headers with credentials; a signature is none, since it is valid for these bytes only. */
const SECRET = /authorization|token|secret|cookie|api-?key|password/i;

/** The request headers, with credentials hidden. */
export function Headers({ headers }: { headers: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  const names = Object.keys(headers).sort();
  if (names.length === 0) return null;
  return (
    <section aria-labelledby="headers-title" className="px-4 py-4 lg:px-6">
      <h2 id="headers-title" className="mb-1 font-semibold">
        {t('Headers')}
      </h2>
      <dl>
        {names.map((name) => (
          <div
            key={name}
            className="flex min-h-8 items-center gap-4 border-b border-line py-1 text-xs last:border-0 max-md:flex-col max-md:items-start max-md:gap-0"
          >
            <dt className="mono w-56 shrink-0 text-faint">{name}</dt>
            <dd className="mono min-w-0 break-all">
              {SECRET.test(name) ? <span className="font-sans text-dim">{t('hidden')}</span> : headers[name]}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
