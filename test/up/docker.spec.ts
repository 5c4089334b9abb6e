import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { settings } from '@maillage/kernel';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly restart: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** In the tree already, as a dependency of the linter. */
const { load } = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown };

describe('docker/', () => {
  const text = readFileSync('docker/compose.yml', 'utf8');
  const { services, volumes } = load(text) as Compose;
  const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
  const service = (name: string): Service => services[name] as Service;
  /** Instructions of each stage, by its name. */
  const stages = new Map(
    dockerfile
      .split(/^FROM /m)
      .slice(1)
      .map((stage) => [/^\S+ AS (\S+)/.exec(stage)?.[1] ?? '', stage] as const),
  );
  const product = ['migrate', 'api', 'worker', 'cli'];

  it('has the engines, the product’s processes and the one-shot migration', () => {
    expect(Object.keys(services).sort()).toEqual(['postgres', 'meilisearch', ...product].sort());
  });

  it('pins engines that the product supports', () => {
    expect(Number(/^postgres:(\d+)/.exec(service('postgres').image)?.[1])).toBeGreaterThanOrEqual(15);
    const [major = 0, minor = 0, patch = 0] = (/:v([\d.]+)$/.exec(service('meilisearch').image)?.[1] ?? '')
      .split('.')
      .map(Number);
    expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(1_033_001);
    expect(service('postgres').command).toContain('synchronous_commit=on');
  });

  it.each(['postgres', 'meilisearch'])(
    'keeps the data of %s in a volume, asks its health, and shows it to this machine alone',
    (name) => {
      const { volumes: mounts = [], healthcheck, ports = [] } = service(name);
      expect(Object.keys(volumes)).toContain(mounts[0]?.split(':')[0]);
      expect(healthcheck?.test[0]).toMatch(/^CMD/);
      expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    },
  );

  it.each(product)('builds %s from a target of the one Dockerfile', (name) => {
    const build = service(name).build;
    expect(build).toMatchObject({ context: '..', dockerfile: 'docker/Dockerfile' });
    expect(stages.has(build?.target ?? '')).toBe(true);
  });

  it.each(product)('gives %s known settings, in production mode', (name) => {
    const { environment } = service(name);
    expect(Object.keys(environment).filter((key) => !(key in settings))).toEqual([]);
    expect(environment).toMatchObject({ NODE_ENV: 'production', MAILLAGE_MODE: 'production' });
  });

  it('migrates once before anything else starts', () => {
    expect(service('migrate')).toMatchObject({ command: ['migrate'], restart: 'no' });
    expect(service('migrate').depends_on).not.toHaveProperty('migrate');
    for (const name of ['api', 'worker']) {
      expect(service(name).depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
      expect(service(name).restart).toBe('unless-stopped');
    }
  });

  it('takes its secrets from the environment alone, and refuses to start without them', () => {
    const secrets = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment).filter(([key]) => /PASSWORD|KEY|DATABASE_URL/.test(key)),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(6);
    expect(secrets.filter(([, value]) => !/\$\{\w+:\?/.test(value))).toEqual([]);
  });

  it('runs images as an ordinary user, without development packages or embedded engines', () => {
    expect(stages.get('modules')).toContain('npm ci --omit=dev --omit=optional');
    expect(stages.get('runtime')).toMatch(/NODE_ENV=production[\s\S]*^USER node$/m);
    for (const target of ['api', 'worker', 'cli']) {
      expect(stages.get(target)).toMatch(/^runtime AS/);
      expect(stages.get(target)).not.toMatch(/^USER/m);
      expect(stages.get(target)).toContain(`dist/apps/${target}/src/main.js`);
    }
  });

  it('keeps local data and secrets out of the images', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const name of ['.git', '.maillage', '.env', '**/node_modules']) expect(ignored).toContain(name);
  });
});
