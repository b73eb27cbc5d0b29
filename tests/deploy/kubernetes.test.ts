import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { parseEnv } from '#lib/env.ts';
import { isRoute, isSecret, METRICS, SETTINGS, textOf } from './settings.ts';

const ROOT = join(import.meta.dirname, '../..');
const VALUES = 'deploy/kubernetes/prometheus-adapter.yaml';

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const podSchema = z.object({
  serviceAccountName: z.string(),
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.number().positive() }),
  containers: z.tuple([
    z.object({
      image: z.string(),
      args: z.array(z.string()),
      ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
      envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))),
      startupProbe: probe.optional(),
      livenessProbe: probe.optional(),
      readinessProbe: probe.optional(),
      resources: z.object({ requests: z.record(z.string(), z.string()), limits: z.object({ memory: z.string() }) }),
      securityContext: z.object({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
      }),
      volumeMounts: z.tuple([z.object({ name: z.string(), mountPath: z.literal('/tmp') })]),
    }),
  ]),
});

type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  // biome-ignore lint/suspicious/noExplicitAny: the type check of the first test covers the shape of each kind
  spec?: any;
  data?: Record<string, string>;
};

const files = globSync('deploy/kubernetes/*.yaml', { cwd: ROOT }).filter((file) => file !== VALUES);
const read = (change: (text: string) => string = (text) => text) =>
  files.flatMap((file) =>
    parseAllDocuments(change(textOf(file))).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS() as Manifest;
    }),
  );
const manifests = read();
/** The manifests with the archive, as the command in `archive.yaml` changes them. */
const archiving = read((text) => text.replaceAll(/^( *)#archive# /gm, '$1'));
const archivingToS3 = read((text) => text.replaceAll(/^( *)#s3# /gm, '$1'));
const ofKind = (kind: string) => manifests.filter((one) => one.kind === kind);
const podOf = ({ spec }: Manifest) => podSchema.parse(spec.template.spec);
const pods = [...ofKind('Deployment'), ...ofKind('Job')];

/** The errors of the type check of manifests against the types that are generated from the API of Kubernetes, unknown fields included. */
function typeErrors(documents: readonly Manifest[]): string {
  const folder = join(ROOT, 'node_modules/.cache/fairlead-manifests');
  mkdirSync(folder, { recursive: true });
  const lines = documents.map((one, at) => {
    const [group, version = ''] = one.apiVersion.includes('/') ? one.apiVersion.split('/') : ['core', one.apiVersion];
    const module = `kubernetes-types/${group?.replace(/\.k8s\.io$/, '')}/${version}`;
    return `export const manifest${at}: import('${module}').${one.kind} = ${JSON.stringify(one)};`;
  });
  writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['manifests.ts'] }));
  return spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
}

describe('the manifests of Kubernetes', () => {
  it('have the fields and types of their kinds', () => {
    expect(manifests.map(({ kind }) => kind).sort()).toEqual(
      [
        'ConfigMap',
        'Deployment',
        'Deployment',
        'HorizontalPodAutoscaler',
        'HorizontalPodAutoscaler',
        'Ingress',
        'Job',
      ].concat(['PersistentVolumeClaim', 'PodDisruptionBudget', 'PodDisruptionBudget', 'Service', 'ServiceAccount']),
    );
    expect(typeErrors([...manifests, ...archiving, ...archivingToS3])).toBe('');
    const [web] = ofKind('Deployment');
    const withSpec = (field: object) => [{ ...web, spec: { ...web?.spec, ...field } } as Manifest];
    expect(typeErrors(withSpec({ replica: 2 }))).toMatch(/replica"' does not exist/);
    expect(typeErrors(withSpec({ replicas: '2' }))).toMatch(/'string' is not assignable to type 'number'/);
  });

  it('run the image of this version, as its user, read-only, with a memory limit', () => {
    const { version } = JSON.parse(textOf('package.json')) as { version: string };
    for (const manifest of pods) {
      const { containers, securityContext } = podOf(manifest);
      expect(containers[0].image).toBe(`fairlead:${version}`);
      expect(String(securityContext.runAsUser)).toBe(/^USER (\d+)/m.exec(textOf('Dockerfile'))?.[1]);
    }
    expect(pods.map((one) => podOf(one).containers[0].args)).toEqual(
      expect.arrayContaining([['--web'], ['--worker'], ['--migrate']]),
    );
  });

  it('keep the archive, where it is switched on, on a volume that web and worker share and their user may write to', () => {
    const data = archiving.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    expect(parseEnv(data)).toMatchObject({ ARCHIVE_AFTER_MONTHS: 12, ARCHIVE_DIR: '/archive' });
    const claim = archiving.find(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(claim?.spec.accessModes).toEqual(['ReadWriteMany']);
    const deployments = archiving.filter(({ kind }) => kind === 'Deployment');
    expect(deployments).toHaveLength(2);
    for (const { spec } of deployments) {
      const { securityContext, containers, volumes } = spec.template.spec;
      expect(securityContext.fsGroup).toBe(securityContext.runAsGroup);
      expect(containers[0].volumeMounts).toContainEqual({ name: 'archive', mountPath: data.ARCHIVE_DIR });
      expect(volumes).toContainEqual({ name: 'archive', persistentVolumeClaim: { claimName: claim?.metadata.name } });
    }
  });

  it('keep it in an object store with the key from the Secret, where that is switched on', () => {
    const data = archivingToS3.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    const secret = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(parseEnv({ ...data, ...secret })).toMatchObject({ ARCHIVE_DIR: expect.stringMatching(/^s3:/) });
    expect(() => parseEnv(data)).toThrow(/^AWS_ACCESS_KEY_ID must be set .*\nAWS_SECRET_ACCESS_KEY must be set/);
  });

  it('probe addresses that exist, on the port that the image listens on', () => {
    const port = Number(/ PORT=(\d+)/.exec(textOf('Dockerfile'))?.[1]);
    expect(textOf('Dockerfile')).toContain(`WORKER_PORT=${port}`);
    for (const manifest of ofKind('Deployment')) {
      const { ports, startupProbe, livenessProbe, readinessProbe } = podOf(manifest).containers[0];
      const probes = [startupProbe, livenessProbe, readinessProbe].map((one) => one?.httpGet);
      expect(probes.map((one) => one?.path)).toEqual(['/api/health/live', '/api/health/live', '/api/health/ready']);
      expect(probes.filter((one) => !isRoute(one?.path ?? ''))).toEqual([]);
      expect(ports).toEqual([{ name: probes[0]?.port, containerPort: port }]);
    }
  });

  it('give a pod more time to end than its grace period and its steps take', () => {
    const grace = Number(ofKind('ConfigMap')[0]?.data?.SHUTDOWN_GRACE_SECONDS);
    expect(grace).toBeGreaterThan(0);
    const web = ofKind('Deployment').find(({ metadata }) => metadata.name === 'fairlead-web');
    // Running requests have 5 s to finish, the pages 9 s to end, and connections are closed after that.
    expect(web && podOf(web).terminationGracePeriodSeconds).toBeGreaterThan(grace + 5 + 9);
  });

  it('refer to what exists: settings by name, pods by label, deployments by name, a port by name', () => {
    const sources = pods.flatMap((one) => podOf(one).containers[0].envFrom.map((from) => JSON.stringify(from)));
    expect([...new Set(sources)]).toEqual([
      '{"configMapRef":{"name":"fairlead"}}',
      '{"secretRef":{"name":"fairlead"}}',
      '{"secretRef":{"name":"fairlead-owner"}}',
    ]);
    const labels = ofKind('Deployment').map(({ spec }) => JSON.stringify(spec.template.metadata.labels));
    const selectors = [
      ...ofKind('Deployment').map(({ spec }) => spec.selector.matchLabels),
      ...ofKind('PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels),
      ...ofKind('Service').map(({ spec }) => spec.selector),
    ];
    expect(selectors.map((one) => JSON.stringify(one)).filter((one) => !labels.includes(one))).toEqual([]);
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name);
    expect(scaled.sort()).toEqual(
      ofKind('Deployment')
        .map(({ metadata }) => metadata.name)
        .sort(),
    );
    const backend = ofKind('Ingress')[0]?.spec.rules[0].http.paths[0].backend.service;
    const [service] = ofKind('Service');
    expect(backend).toEqual({ name: service?.metadata.name, port: { name: service?.spec.ports[0].name } });
    const web = ofKind('Deployment').find(({ metadata }) => metadata.name === backend.name);
    expect(web && podOf(web).containers[0].ports[0]?.name).toBe(service?.spec.ports[0].targetPort);
  });

  it('set only settings that exist, with values that Fairlead accepts, and no secret', () => {
    const data = ofKind('ConfigMap')[0]?.data ?? {};
    expect(Object.keys(data).filter((key) => !SETTINGS.has(key) || isSecret(key))).toEqual([]);
    expect(parseEnv(data).SHUTDOWN_GRACE_SECONDS).toBe(10);
    expect(ofKind('Secret')).toEqual([]);
  });

  it('keep a pod of each deployment through a disruption, and can evict the others', () => {
    for (const { metadata, spec } of ofKind('PodDisruptionBudget')) {
      const scaling = ofKind('HorizontalPodAutoscaler').find((one) => one.metadata.name === metadata.name);
      expect(scaling?.spec.minReplicas).toBeGreaterThan(spec.minAvailable);
    }
  });

  it('scale the workers by a metric that Fairlead reports and the adapter serves under the same name', () => {
    const worker = ofKind('HorizontalPodAutoscaler').find(({ metadata }) => metadata.name === 'fairlead-worker');
    const [metric] = worker?.spec.metrics ?? [];
    const { rules } = parse(textOf(VALUES)) as { rules: { external: { seriesQuery: string; name: { as: string } }[] } };
    expect(METRICS.size).toBeGreaterThan(10);
    expect(METRICS).toContain(metric.external.metric.name);
    expect(rules.external.map(({ seriesQuery, name }) => [seriesQuery, name.as])).toEqual([
      [metric.external.metric.name, metric.external.metric.name],
    ]);
  });

  it('are all named in docs/deployment.md', () => {
    const guide = textOf('docs/deployment.md');
    expect([...files, VALUES].map((file) => basename(file)).filter((name) => !guide.includes(name))).toEqual([]);
  });
});
