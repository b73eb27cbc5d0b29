import { Sideways } from '#components/ui/sideways.tsx';
import type { Answer, Described, Parameter } from '#lib/api/openapi.ts';
import { Marked, TypeWords } from './schema.tsx';

type Problems = Readonly<Record<string, Answer>>;
type Props = { base: string; path: string; method: string; operation: Described; problems: Problems };

/** One operation: what it does, what it may be asked, what it answers. */
export function OperationSection({ base, path, method, operation, problems }: Props) {
  return (
    <article id={operation.operationId} className="mt-8 scroll-mt-6">
      <h3 className="flex flex-wrap items-baseline gap-2 text-sm">
        <span className="mono rounded bg-accent-soft px-1.5 py-0.5 text-xs font-semibold text-accent uppercase">
          {method}
        </span>
        <code className="mono font-medium break-all">
          {base}
          {path}
        </code>
      </h3>
      <p className="mt-1 text-dim">{operation.summary}.</p>
      {operation.requestBody && (
        <p className="mt-2 text-xs text-dim">
          Takes JSON: <BodyWords content={operation.requestBody.content} />
        </p>
      )}
      {operation.parameters.length > 0 && (
        <Sideways label={`Parameters of ${operation.operationId}`} className="mt-3">
          <ParameterTable parameters={operation.parameters} />
        </Sideways>
      )}
      <ul className="mt-3 space-y-1 text-xs">
        {Object.entries(operation.responses).map(([status, response]) => {
          const answer = '$ref' in response ? problems[response.$ref.split('/').at(-1) ?? ''] : response;
          return (
            <li key={status} className="flex gap-2">
              <span className="mono w-8 shrink-0 font-medium">{status}</span>
              <span className="text-dim">
                <Marked text={answer?.description ?? ''} />
                {answer?.content && <span className="text-faint"> {Object.keys(answer.content).join(', ')}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </article>
  );
}

function BodyWords({ content }: { content: NonNullable<Described['requestBody']>['content'] }) {
  const schema = content['application/json']?.schema;
  return <span className="mono">{schema && <TypeWords schema={schema} />}</span>;
}

function ParameterTable({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <table className="w-full border-collapse text-xs">
      <thead>
        <tr>
          {['Parameter', 'May be', 'Meaning'].map((heading) => (
            <th key={heading} scope="col" className="cell-head">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <tr key={name} className="align-top">
            <th scope="row" className="mono border-b border-line px-2.5 py-2 text-left font-medium whitespace-nowrap">
              {name}
              {(required || place !== 'query') && <span className="block text-2xs text-faint">{place}</span>}
            </th>
            <td className="mono max-w-72 border-b border-line px-2.5 py-2 text-dim">
              <TypeWords schema={schema} />
            </td>
            <td className="min-w-56 border-b border-line px-2.5 py-2 text-dim">
              <Marked text={description} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
