import { Fragment } from 'react';
import type { JsonSchema } from '#lib/api/openapi.ts';

/** Terms and descriptions have no classes, because there are many of them. */
const FIELDS =
  'my-2 grid gap-x-4 gap-y-1.5 text-xs text-dim sm:grid-cols-[11rem_minmax(0,1fr)] [&_dt]:mono [&_dt]:font-medium [&_dt]:text-ink max-sm:[&_dd]:mb-1';

/** A named schema with its fields, their types and descriptions. */
export function SchemaSection({ name, schema }: { name: string; schema: JsonSchema }) {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return (
    <details id={`schema-${name}`} className="scroll-mt-6 border-b border-line py-2">
      <summary className="mono text-sm font-medium">
        {name} <small className="font-normal text-faint">{fields.length} fields</small>
      </summary>
      <dl className={FIELDS}>
        {fields.map(([field, shape]) => (
          <Fragment key={field}>
            <dt>{field}</dt>
            <dd>
              <TypeWords schema={shape} /> <Marked text={descriptionOf(shape)} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function descriptionOf(schema: JsonSchema): string {
  const inner = (schema.anyOf as JsonSchema[] | undefined)?.find(({ description }) => description);
  return String(schema.description ?? inner?.description ?? '');
}

/** A description with its `code` marked up. */
export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part));
}

/** The type of a value in short, with links to named schemas. */
export function TypeWords({ schema }: { schema: JsonSchema }) {
  const { $ref, oneOf, anyOf = oneOf, items, enum: values, const: constant, type, format, default: preset } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  if (Array.isArray(anyOf)) {
    const [first = {}, ...others] = anyOf as JsonSchema[];
    return (
      <>
        <TypeWords schema={first} />
        {others.length > 0 && ' | '}
        {others.length > 0 && <TypeWords schema={{ anyOf: others }} />}
      </>
    );
  }
  if (items) {
    return (
      <>
        list of <TypeWords schema={items as JsonSchema} />
      </>
    );
  }
  const word = Array.isArray(values) ? values.join(' | ') : (constant ?? format ?? typeText(type));
  return `${String(word)}${preset === undefined ? '' : ` = ${String(preset)}`}`;
}

function typeText(type: unknown): string {
  return Array.isArray(type) ? type.join(' | ') : String(type ?? 'anything');
}
