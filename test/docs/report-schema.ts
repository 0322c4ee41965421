import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { FULCIO_LABELS, message, noteText, type Note, type Reason } from '../../src/index.js';
import { REPORT_SCHEMA_VERSION } from '../../src/report.js';
import { NOTES } from './note-examples.js';
import { EXAMPLES } from './reason-examples.js';

/** As much of JSON Schema as the generator writes. */
export interface Schema {
  description?: string;
  type?: string | string[];
  const?: string | number;
  enum?: string[];
  anyOf?: Schema[];
  items?: Schema | Schema[] | false;
  prefixItems?: Schema[];
  additionalItems?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  definitions?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
  $ref?: string;
  $schema?: string;
  $comment?: string;
  title?: string;
}

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** public/schema/report.v1.schema.json, out of src/report.ts and its comments. */
export function reportSchema(): Schema {
  const generated = createGenerator({
    path: path('src/report.ts'),
    tsconfig: path('src/tsconfig.json'),
    type: 'Report',
    topRef: false,
    // The compiler has looked at them already.
    skipTypeCheck: true,
    // What a later version adds must not break who reads a report with this schema.
    additionalProperties: true,
  }).createSchema('Report') as Schema;
  const { $schema: _, definitions = {}, ...root } = generated;
  for (const name of Object.keys(definitions)) if (isAboutReasons(name)) describe(definitions[name], REASONS);
  describe(definitions['Note'], NOTE_TEXTS);
  for (const [name, label] of Object.entries(FULCIO_LABELS)) {
    const extension = definitions['FulcioExtensions']?.properties?.[name];
    if (extension !== undefined) extension.description = `${label}, by Fulcio’s own name for it.`;
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Touchstone report',
    $comment: `Made of src/report.ts: do not edit. Version ${String(REPORT_SCHEMA_VERSION)}; docs/evidence.md says what may change in it.`,
    ...inLatestDraft(root),
    $defs: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [name, inLatestDraft(schema)]),
    ),
  };
}

/** Whose members are reasons, each with a code. docs/reasons.md has their facts. */
export function isAboutReasons(name: string): boolean {
  return name === 'PartTooLarge' || name.endsWith('Reason');
}

const REASONS = new Map<unknown, string>(
  Object.values<Reason>(EXAMPLES).map((reason) => [reason.code, message(reason).text]),
);
const NOTE_TEXTS = new Map<unknown, string>(
  Object.values<readonly Note[]>(NOTES).flatMap(([note]) =>
    note === undefined ? [] : [[note.code, noteText(note)]],
  ),
);

/** Says of each code what it says, for instance. */
function describe(schema: Schema | undefined, texts: ReadonlyMap<unknown, string>): void {
  for (const one of schema?.anyOf ?? (schema === undefined ? [] : [schema])) {
    const text = texts.get(one.properties?.['code']?.const);
    if (text !== undefined) one.description = `For instance: ${text}`;
  }
}

/** The generator writes draft 07. Every number in a report is a count. */
function inLatestDraft(schema: Schema): Schema {
  const { items, additionalItems, properties, anyOf, ...rest } = schema;
  const latest: Schema = { ...rest };
  if (rest.$ref !== undefined) latest.$ref = rest.$ref.replace('#/definitions/', '#/$defs/');
  if (rest.type === 'number' || (Array.isArray(rest.type) && rest.type.includes('number'))) {
    latest.type =
      rest.type === 'number' ? 'integer' : rest.type.map((type) => (type === 'number' ? 'integer' : type));
    latest.minimum = 0;
  }
  if (Array.isArray(items)) {
    latest.prefixItems = items.map(inLatestDraft);
    latest.items = additionalItems === undefined ? false : inLatestDraft(additionalItems);
  } else if (items !== undefined) {
    latest.items = items === false ? false : inLatestDraft(items);
  }
  if (anyOf !== undefined) latest.anyOf = anyOf.map(inLatestDraft);
  if (properties !== undefined) {
    latest.properties = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, inLatestDraft(property)]),
    );
  }
  return latest;
}
