import { readFile } from 'node:fs/promises';
import { LaunchError } from '@maillage/kernel';
import type { AuditHead } from '@maillage/identity';

/**
 * Heads that were kept elsewhere: one or many, as an object, an array, an answer of GraphQL, or one of these a line.
 * @throws LaunchError when the file cannot be read or holds anything else
 */
export async function readHeads(path: string): Promise<AuditHead[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new LaunchError(
      'The file of heads cannot be read.',
      `${path}: ${error.message}`,
      'Name a file that is there.',
    );
  });
  const values = parsed(text);
  const heads = values?.flatMap(headsOf) ?? [];
  if (heads.length > 0 && heads.every(isHead)) return heads;
  throw new LaunchError(
    'The file of heads holds something else.',
    path,
    'It holds JSON such as {"day":"2026-01-31","sequence":42,"hash":"…64 hexadecimal digits…"}.',
  );
}

/** The whole text as one value, else each line as one; null when it is neither. */
function parsed(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)];
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      return null;
    }
  }
}

function headsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(headsOf);
  const { data, auditHead } = (value ?? {}) as { data?: unknown; auditHead?: unknown };
  if (data !== undefined) return headsOf(data);
  return auditHead === undefined ? [value] : headsOf(auditHead);
}

function isHead(value: unknown): value is AuditHead {
  const { day, sequence, hash } = (value ?? {}) as Partial<Record<keyof AuditHead, unknown>>;
  return (
    typeof day === 'string' && Number.isInteger(sequence) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
  );
}
