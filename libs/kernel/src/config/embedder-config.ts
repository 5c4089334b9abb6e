import type { Config } from './config.js';
import type { SettingName } from './settings.js';

/** An OpenAI-compatible service that gives vectors of texts. */
export interface EmbedderConfig {
  readonly url: string;
  readonly key: string | undefined;
  readonly model: string;
  readonly dimensions: number;
}

/** Undefined: none. What is missing beside the address is told by `embedderProblems`. */
export function readEmbedder(read: <T>(name: SettingName) => T): EmbedderConfig | undefined {
  const url = read<string | undefined>('EMBEDDER_URL');
  const [key, model, dimensions] = [
    read<string | undefined>('EMBEDDER_KEY'),
    read<string>('EMBEDDER_MODEL'),
    read<number>('EMBEDDER_DIMENSIONS'),
  ];
  return url === undefined ? undefined : { url, key, model, dimensions };
}

export function embedderProblems(config: Config): readonly string[] {
  const { embedder } = config;
  if (!embedder) return [];
  const isPart = embedder.model === undefined || embedder.dimensions === undefined;
  return [
    ...(isPart ? ['EMBEDDER_MODEL, EMBEDDER_DIMENSIONS: required when EMBEDDER_URL is set'] : []),
    ...(isRefused(embedder.url, config)
      ? [`EMBEDDER_URL: private or without TLS; if it is meant, OUTGOING_ALLOWED=${hostOf(embedder.url)}`]
      : []),
  ];
}

/** What the outgoing client would refuse at every request, as far as it shows without asking a name server. */
function isRefused(text: string, { mode, outgoingAllowed }: Config): boolean {
  const { protocol, hostname } = new URL(text);
  const isOwn = /^(?:localhost|127\.|0\.|10\.|192\.168\.|169\.254\.|\[)/i.test(hostname);
  return (isOwn || (mode === 'production' && protocol !== 'https:')) && !outgoingAllowed?.includes(hostOf(text));
}

function hostOf(text: string): string {
  const { protocol, hostname, port } = new URL(text);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
