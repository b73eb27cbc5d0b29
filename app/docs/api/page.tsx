import type { Metadata } from 'next';
import Link from 'next/link';
import { Wordmark } from '#components/shell/wordmark.tsx';
import { Sideways } from '#components/ui/sideways.tsx';
import { openApi } from '#lib/api/openapi.ts';
import { OperationSection } from './operation.tsx';
import { SchemaSection } from './schema.tsx';

export const metadata: Metadata = { title: 'API' };

/** The REST API for people: the same document that `/api/v1/openapi.json` gives to programs. */
export default function ApiPage() {
  const { info, paths, tags, servers, components } = openApi();
  const base = servers[0]?.url ?? '';
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-12 px-4 py-8 md:grid-cols-[13rem_minmax(0,1fr)] md:px-8">
      <nav aria-label="On this page" className="mb-8 text-sm md:sticky md:top-8 md:max-h-[90dvh] md:overflow-y-auto">
        <Link href="/" className="mb-6 inline-block">
          <Wordmark />
        </Link>
        <ul className="grid grid-cols-2 gap-1 md:grid-cols-1">
          {[...tags.map(({ name }) => name), 'Schemas'].map((name) => (
            <li key={name}>
              <a href={`#${anchor(name)}`} className="text-dim hover:text-ink hover:underline">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        <h1 className="text-xl font-semibold tracking-tight">REST API</h1>
        <p className="mt-2 max-w-prose text-base text-dim">{info.description.replaceAll('`', '')}</p>
        <p className="mt-4 text-sm text-dim">
          For programs: <Code>Authorization: Bearer $API_TOKEN</Code>. The document:{' '}
          <a href={`${base}/openapi.json`} className="text-accent underline underline-offset-4">
            {base}/openapi.json
          </a>{' '}
          (OpenAPI 3.1).
        </p>
        <Sideways label="Example" className="mt-4 rounded-md border border-line bg-surface p-3">
          <pre className="mono text-xs">
            {`curl -H "Authorization: Bearer $API_TOKEN" "$APP_URL${base}/shipments?status=in_transit&fields=id,eta"`}
          </pre>
        </Sideways>
        {tags.map(({ name }) => (
          <section key={name} id={anchor(name)} className="mt-12 scroll-mt-6">
            <h2 className="border-b border-line pb-2 text-lg font-semibold">{name}</h2>
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map((one) => (
                <OperationSection
                  key={one.operation.operationId}
                  base={base}
                  problems={components.responses}
                  {...one}
                />
              ))}
          </section>
        ))}
        <section id="schemas" className="mt-12 scroll-mt-6">
          <h2 className="border-b border-line pb-2 text-lg font-semibold">Schemas</h2>
          {Object.entries(components.schemas).map(([name, schema]) => (
            <SchemaSection key={name} name={name} schema={schema} />
          ))}
        </section>
      </main>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <code className="mono rounded bg-fill px-1 py-0.5">{children}</code>;
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
