import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Wordmark } from '#components/shell/wordmark.tsx';
import { HorizontalScroll } from '#components/ui/horizontal-scroll.tsx';
import { type Answer, type Document, openApi, type Parameter } from '#lib/api/openapi.ts';
import { OperationSection, ParameterTable } from './operation.tsx';
import { Marked, SchemaSection } from './schema.tsx';

export const metadata: Metadata = { title: 'API' };

/** Built in advance: it contains no user and no data. It has the theme of the system. */
export const dynamic = 'force-static';

/** The documentation of the REST API, from the same document as `/api/v1/openapi.json`. */
export default function ApiPage() {
  const document = openApi();
  const { info, paths, tags, servers, components } = document;
  const errors = errorsOf(document);
  const base = servers[0]?.url ?? '';
  const shared = sharedParameters(paths);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-12 px-4 py-8 md:grid-cols-[13rem_minmax(0,1fr)] md:px-8">
      <nav aria-label="On this page" className="mb-8 text-sm md:sticky md:top-8 md:max-h-[90dvh] md:overflow-y-auto">
        {/* A whole new page, since this one knows nobody, and so no language. */}
        <a href="/" className="mb-6 inline-block">
          <Wordmark />
        </a>
        <ul className="grid grid-cols-2 gap-1 md:grid-cols-1">
          {[...tags.map(({ name }) => name), 'Common parameters', 'Errors', 'Schemas'].map((name) => (
            <li key={name}>
              <a href={`#${anchor(name)}`} className="text-dim hover:text-ink hover:underline">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main className="[&_code]:mono [&_dd_a]:text-accent [&_td_a]:text-accent">
        <h1 className="text-xl font-semibold tracking-tight">REST API</h1>
        <p className="mt-2 max-w-prose text-base text-dim">{info.description.replaceAll('`', '')}</p>
        <p className="mt-4 text-sm text-dim">
          For programs: <Code>Authorization: Bearer $API_TOKEN</Code>. The document:{' '}
          <a href={`${base}/openapi.json`} className="text-accent underline underline-offset-4">
            {base}/openapi.json
          </a>{' '}
          (OpenAPI 3.1).
        </p>
        <HorizontalScroll label="Example" className="mt-4 rounded-md border border-line bg-surface p-3">
          <pre className="mono text-xs">
            {`curl -H "Authorization: Bearer $API_TOKEN" "$APP_URL${base}/shipments?status=in_transit&fields=id,eta"`}
          </pre>
        </HorizontalScroll>
        {tags.map(({ name }) => (
          <Part key={name} name={name}>
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map((one) => (
                <OperationSection key={one.operation.operationId} base={base} shared={shared} {...one} />
              ))}
          </Part>
        ))}
        <Part name="Common parameters">
          <HorizontalScroll label="Common parameters" className="mt-3">
            <ParameterTable parameters={[...new Map([...shared].map((one) => [JSON.stringify(one), one])).values()]} />
          </HorizontalScroll>
        </Part>
        <Part name="Errors">
          <ul className="mt-3 space-y-1 text-xs text-dim">
            {Object.entries(errors).map(([status, { description }]) => (
              <li key={status}>
                <b>{status}</b> <Marked text={description} />
              </li>
            ))}
          </ul>
        </Part>
        <Part name="Schemas">
          {Object.entries(components.schemas).map(([name, schema]) => (
            <SchemaSection key={name} name={name} schema={schema} />
          ))}
        </Part>
      </main>
    </div>
  );
}

/** Parameters shared by more operations than this are described once. */
const SHARED_BY = 2;

function sharedParameters(paths: Document['paths']): Set<Parameter> {
  const all = Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((one) => one.parameters));
  const groups = Map.groupBy(all, (parameter) => JSON.stringify(parameter));
  return new Set([...groups.values()].filter((group) => group.length > SHARED_BY).flat());
}

/** The errors by status; operations list their statuses. */
function errorsOf({ paths, components }: Document): Record<string, Answer> {
  const responses = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap((one) => Object.entries(one.responses)),
  );
  const errors = responses.flatMap(([status, response]) => {
    const problem = '$ref' in response ? components.responses[response.$ref.split('/').at(-1) ?? ''] : undefined;
    return problem ? [[status, problem] as const] : [];
  });
  return Object.fromEntries(errors);
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section id={anchor(name)} className="mt-12 scroll-mt-6">
      <h2 className="border-b border-line pb-2 text-lg font-semibold">{name}</h2>
      {children}
    </section>
  );
}

function Code({ children }: { children: string }) {
  return <code className="mono rounded bg-fill px-1 py-0.5">{children}</code>;
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
