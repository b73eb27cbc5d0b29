import { existsSync, globSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { SETTINGS, textOf } from './settings.ts';

const file = DockerfileParser.parse(textOf('Dockerfile'));
const instructions = file.getInstructions().map((one) => ({
  keyword: one.getKeyword(),
  text: one.getArgumentsContent() ?? '',
}));
const stages = file.getFROMs();
const finalStage = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'));
const last = (keyword: string) => finalStage.findLast((one) => one.keyword === keyword)?.text;

/** Every keyword of the reference of Dockerfiles that this one may use. */
const KEYWORDS = new Set('ARG FROM WORKDIR ENV COPY RUN USER EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD'.split(' '));

describe('the Dockerfile', () => {
  it('has only instructions that exist, and builds on the Node that the project pins', () => {
    expect(instructions.map(({ keyword }) => keyword).filter((keyword) => !KEYWORDS.has(keyword))).toEqual([]);
    const { devDependencies } = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string> };
    expect(instructions[0]?.text).toBe(`NODE_VERSION=${devDependencies.node}`);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the Dockerfile
    const base = 'node:${NODE_VERSION}-bookworm-slim';
    expect(stages.map((stage) => stage.getImage())).toEqual([base, base]);
  });

  it('runs as a user by number, ends on SIGTERM, and is checked by a command that is in the image', () => {
    expect(last('USER')).toBe('1000:1000');
    expect(last('STOPSIGNAL')).toBe('SIGTERM');
    const check = /CMD (\[.*\])/.exec(last('HEALTHCHECK') ?? '')?.[1] ?? '[]';
    const [program, script = ''] = JSON.parse(check) as string[];
    expect(program).toBe('node');
    expect(existsSync(join(import.meta.dirname, '../..', script))).toBe(true);
    expect(textOf('deploy/collect-runtime.ts')).toContain(`'${script}'`);
  });

  it('starts the same command as `npm run web`, without a shell between it and signals', () => {
    const words = ['ENTRYPOINT', 'CMD'].flatMap((keyword) => JSON.parse(last(keyword) ?? '[]') as string[]);
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    expect(`exec ${words.join(' ')}`).toBe(scripts.web);
  });

  it('sets only settings that exist, and no secret', () => {
    const keys = file.getENVs().flatMap((env) => env.getProperties().map((one) => one.getName()));
    expect(keys.filter((key) => !SETTINGS.has(key) && !['NODE_ENV', 'NEXT_TELEMETRY_DISABLED'].includes(key))).toEqual(
      [],
    );
    expect(instructions.filter(({ text }) => /SECRET|TOKEN|PASSWORD/.test(text))).toEqual([]);
  });

  it('copies all that runs from the build, whose pages would otherwise look older than their sources', () => {
    const copies = textOf('Dockerfile')
      .replace(/^.*\nFROM/s, '')
      .match(/^COPY .*$/gm);
    expect(copies).toEqual(['COPY --from=build /runtime ./']);
  });
});

describe('the context of the build', () => {
  const rules = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const isSent = (path: string) => {
    let sent = true;
    for (const rule of rules) {
      const pattern = rule.replace(/^!/, '');
      if (path === pattern || path.startsWith(`${pattern}/`) || matchesGlob(path, pattern) || pattern === '*') {
        sent = rule.startsWith('!');
      }
    }
    return sent;
  };

  it('has what the pages and processes are built from, and nothing else', () => {
    const root = join(import.meta.dirname, '../..');
    const sources = globSync(['{app,components,db,lib}/**/*.{ts,tsx,css,sql,patch}', 'deploy/*.ts'], { cwd: root });
    const needed = sources.filter((path) => !/\.test\.ts$|\/fixtures\/|verify-full/.test(path));
    expect(needed.length).toBeGreaterThan(900);
    expect(needed.filter((path) => !isSent(path))).toEqual([]);
    const unneeded = [
      '.env',
      '.env.local',
      'lib/.env',
      '.git/config',
      'node_modules/next/package.json',
      '.data/secrets.json',
    ];
    expect([...unneeded, '.next/BUILD_ID', 'tests/tidy.test.ts', 'lib/log.test.ts'].filter(isSent)).toEqual([]);
  });
});
