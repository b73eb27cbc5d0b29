import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as far as the checks read it. Environment values are null where `.env` decides. */
export type Service = {
  image?: string;
  build?: string;
  profiles?: string[];
  command?: string[];
  user?: string;
  environment?: Record<string, string | number | boolean | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  read_only?: boolean;
  tmpfs?: string[];
  volumes?: string[];
  ports?: string[];
  networks?: string[];
  restart?: string;
  stop_grace_period?: string;
  deploy?: { replicas?: number };
};

export type Compose = {
  services: Record<string, Service>;
  networks: Record<string, { ipam?: { config: { subnet: string }[] } }>;
  volumes: Record<string, unknown>;
};

/** docker-compose.yml of the project, with its anchors merged and its variables as written. Throws where it is not YAML. */
export function readCompose(): Compose {
  return parse(readFileSync(join(import.meta.dirname, '../../docker-compose.yml'), 'utf8'), { merge: true }) as Compose;
}

/** The names of the variables that a text refers to, and whether Compose refuses to start without them. */
export function variablesOf(text: string): { name: string; required: boolean }[] {
  return [...text.matchAll(/\$\{(\w+)(:[?-][^}]*)?\}/g)].map(([, name = '', rest = '']) => ({
    name,
    required: rest.startsWith(':?'),
  }));
}

/** Replaces `${NAME}`, `${NAME:-default}` and `${NAME:?message}` as Compose does. Throws the message where a value lacks. */
export function interpolate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind: string | undefined, rest = '') => {
    const value = values[name] ?? '';
    if (value === '' && kind === '?') throw new Error(`${name}: ${rest}`);
    return value === '' && kind === '-' ? rest : value;
  });
}

/** The environment of a service. A key without a value is left out unless `values` has it. */
export function environmentOf(service: Service, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.environment ?? {}).flatMap(([key, value]) => {
      if (value !== null) return [[key, interpolate(String(value), values)]];
      return values[key] === undefined ? [] : [[key, values[key]]];
    }),
  );
}
