import { HorizontalScroll } from '#components/ui/horizontal-scroll.tsx';
import type { Described, Parameter } from '#lib/api/openapi.ts';
import { Marked, TypeWords } from './schema.tsx';

type Props = { base: string; path: string; method: string; operation: Described; shared: ReadonlySet<Parameter> };

/** One operation: description, parameters and responses. Shared parameters are described once. */
export function OperationSection({ base, path, method, operation, shared }: Props) {
  const answers = Object.entries(operation.responses);
  const errors = answers.filter(([, response]) => '$ref' in response).map(([status]) => status);
  const own = operation.parameters.filter((parameter) => !shared.has(parameter));
  const common = operation.parameters.filter((parameter) => shared.has(parameter)).map(({ name }) => name);
  return (
    <article id={operation.operationId} className="mt-8 scroll-mt-6">
      <h3 className="flex flex-wrap items-baseline gap-2 text-sm">
        <span className="mono rounded bg-accent-soft px-1.5 py-0.5 text-xs font-semibold text-accent uppercase">
          {method}
        </span>
        <code className="mono font-medium break-all">{base + path}</code>
      </h3>
      <p className="mt-1 text-dim">{operation.summary}.</p>
      {operation.requestBody && (
        <p className="mt-2 text-xs text-dim">
          Takes JSON: <BodyWords content={operation.requestBody.content} />
        </p>
      )}
      {own.length > 0 && (
        <HorizontalScroll label={`Parameters of ${operation.operationId}`} className="mt-3">
          <ParameterTable parameters={own} />
        </HorizontalScroll>
      )}
      <ul className="mt-3 space-y-1 text-xs text-dim">
        {common.length > 0 && (
          <li>
            {own.length > 0 ? 'Also takes' : 'Takes'} <Names names={common} target="common-parameters" />
          </li>
        )}
        {answers.map(([status, response]) => {
          if ('$ref' in response) return null;
          const types = Object.keys(response.content ?? {}).join(', ');
          return (
            <li key={status}>
              <b>{status}</b> <Marked text={response.description} /> {types}
            </li>
          );
        })}
        {errors.length > 0 && (
          <li>
            Errors: <Names names={errors} target="errors" />
          </li>
        )}
      </ul>
    </article>
  );
}

function Names({ names, target }: { names: readonly string[]; target: string }) {
  return (
    <a href={`#${target}`} className="mono hover:underline">
      {names.join(', ')}
    </a>
  );
}

function BodyWords({ content }: { content: NonNullable<Described['requestBody']>['content'] }) {
  const schema = content['application/json']?.schema;
  return <span className="mono">{schema && <TypeWords schema={schema} />}</span>;
}

/** Cells have no classes, because there are many of them. */
const TABLE =
  'w-full border-collapse text-xs text-dim [&_td]:max-w-72 [&_td]:min-w-40 [&_tbody>tr>*]:border-b [&_tbody>tr>*]:border-line [&_tbody>tr>*]:px-2.5 [&_tbody>tr>*]:py-2 [&_tbody>tr>*]:align-top [&_tbody_th]:text-left [&_tbody_th]:font-medium [&_tbody_th]:whitespace-nowrap [&_tbody_th]:text-ink';

export function ParameterTable({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <table className={TABLE}>
      <thead>
        <tr>
          {['Parameter', 'Type', 'Meaning'].map((heading) => (
            <th key={heading} scope="col" className="cell-head">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
              {(required || place !== 'query') && ` (${place})`}
            </th>
            <td>
              <TypeWords schema={schema} />
            </td>
            <td>
              <Marked text={description} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
