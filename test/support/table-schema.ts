/** A field of a JSON Table Schema, as far as the product uses it. */
export interface SchemaField {
  readonly name: string;
  readonly type: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly maxLength?: number;
  };
}

/** Whether a cell is what its field allows. */
export function fits({ type, constraints = {} }: SchemaField, cell: string): boolean {
  if (cell === '') return constraints.required !== true;
  if (constraints.enum) return constraints.enum.includes(cell);
  const { minimum = -Infinity, maximum = Infinity, maxLength = Infinity } = constraints;
  const isWithin = Number(cell) >= minimum && Number(cell) <= maximum;
  if (type === 'array') return Array.isArray(JSON.parse(cell)) && (JSON.parse(cell) as unknown[]).length <= maxLength;
  if (type === 'object') return JSON.parse(cell) !== null && typeof JSON.parse(cell) === 'object';
  if (type === 'integer') return /^-?\d+$/.test(cell) && isWithin;
  if (type === 'number') return Number.isFinite(Number(cell)) && isWithin;
  if (type === 'boolean') return cell === 'true' || cell === 'false';
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(cell);
  if (type === 'datetime') return !Number.isNaN(Date.parse(cell));
  return type === 'string';
}
