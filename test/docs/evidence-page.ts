import { readFileSync } from 'node:fs';
import { isAboutReasons, type Schema } from './report-schema.js';

const PAGE = new URL('../../docs/evidence.md', import.meta.url);
const MARK = '<!-- What follows is made from the schema. -->';

/** docs/evidence.md: what stands above the mark as it is, and below it every field, out of the schema. */
export function evidencePage({ $defs = {}, ...root }: Schema): string {
  const [written = ''] = readFileSync(PAGE, 'utf8').split(MARK);
  const own = Object.entries($defs).filter(
    ([name]) => !isAboutReasons(name) && name !== 'Reason' && name !== 'Note',
  );
  const parts = own.filter(([, schema]) => hasFields(schema)).map(([name, schema]) => section(name, schema));
  const shown = parts.join('\n');
  const words = own
    // Those that only a reason's facts have are in docs/reasons.md.
    .filter(([name, schema]) => !hasFields(schema) && (shown.includes(name) || name in HASHES))
    .map(([name, schema]) => wordList(name, schema));
  return `${written}${MARK}\n\n${[section('Report', root), ...parts, ...words].join('\n\n')}\n`;
}

const HASHES = { ModelHash: true, ArtifactHash: true };

function wordList(name: string, schema: Schema): string {
  const said = schema.description === undefined ? [] : [escaped(schema.description)];
  return [`### ${name}`, ...said, `One of: ${kind(schema)}.`].join('\n\n');
}

function hasFields({ properties, anyOf = [] }: Schema): boolean {
  return properties !== undefined || anyOf.some(hasFields);
}

function section(name: string, schema: Schema): string {
  const variants = schema.anyOf ?? [schema];
  const tables = variants.map((variant) => table(rows(variant)));
  return [
    `### ${name}`,
    ...(schema.description === undefined ? [] : [escaped(schema.description)]),
    tables.join('\n\nor\n\n'),
  ].join('\n\n');
}

function rows({ properties = {}, required = [] }: Schema, above = ''): readonly string[][] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const isThere = required.includes(name);
    const list = property.type === 'array' ? itemOf(property) : null;
    const inside = list ?? property;
    const at = `${above}${name}${list === null ? '' : '[]'}`;
    const row = [
      `\`${at}\``,
      `${kind(property)}${isThere ? '' : ', optional'}`,
      escaped(property.description ?? ''),
    ];
    return [row, ...rows(inside, `${at}.`), ...(inside.anyOf ?? []).flatMap((one) => rows(one, `${at}.`))];
  });
}

function itemOf({ items }: Schema): Schema | null {
  return typeof items === 'object' && !Array.isArray(items) ? items : null;
}

function kind(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(kind))].join(' or ');
  if (schema.type === 'array') {
    const item = itemOf(schema);
    return item === null ? 'list' : `list of ${kind(item)}`;
  }
  return Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything');
}

function table(lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(['field', 'is', 'says']), line(['---', '---', '---']), ...lines.map(line)].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[|*<>]/g, '\\$&');
}
