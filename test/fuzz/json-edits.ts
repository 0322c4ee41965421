import fc from 'fast-check';
import { byteEdits, editBytes, type ByteEdit } from './byte-edits.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A change to one place of a JSON value; `where` counts its places, and goes round. */
export interface JsonEdit {
  readonly where: number;
  readonly what:
    | { readonly kind: 'delete' | 'duplicate' }
    | { readonly kind: 'replace'; readonly value: Json }
    | { readonly kind: 'nest'; readonly depth: number; readonly list: boolean }
    | { readonly kind: 'swap' | 'copy'; readonly other: number }
    | { readonly kind: 'rename'; readonly key: string }
    | { readonly kind: 'add'; readonly key: string; readonly value: Json }
    | { readonly kind: 'text'; readonly edit: ByteEdit }
    | { readonly kind: 'decoded'; readonly edit: ByteEdit }
    | { readonly kind: 'alphabet'; readonly style: (typeof ALPHABETS)[number] };
}

const ALPHABETS = ['url', 'unpadded', 'padded', 'wrapped', 'hex'] as const;

const HOSTILE = [
  ...[
    '',
    ' ',
    '\0',
    '.',
    '..',
    '../x',
    '/x',
    'x/',
    './x',
    'a//b',
    'C:\\x',
    '\\\\host\\x',
    'con',
    '*',
    '__proto__',
  ],
  ...[
    'constructor',
    'toString',
    'hasOwnProperty',
    '\ud800',
    'x\udc00',
    '\u202etxt.exe',
    '\ufeff',
    'e\u0301',
    '\u0130',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '+1',
    '01',
    ' 1',
    '1.0',
    '1e3',
    '0x10',
    '1e309',
    'NaN',
    'null',
    'true',
    '٣',
    '9'.repeat(400),
  ],
  ...[
    '18446744073709551616',
    '9007199254740993',
    '2026-13-45T99:99:99Z',
    '0000-00-00T00:00:00Z',
    '{{7*7}}',
    '<b>',
  ],
  ...['====', 'A', 'AA', 'AA==', 'AAAA\n', '%00', '-----BEGIN CERTIFICATE-----', 'a'.repeat(70_000)],
  ...[
    'application/vnd.dev.sigstore.bundle.v0.3+json',
    'application/vnd.in-toto+json',
    'sha256',
    'sha1',
    'blake3',
  ],
] as const;

const NUMBERS = [
  ...[0, -0, 1, -1, 0.5, 255, 256, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 2 ** 64],
  ...[1e21, 1e308, -1e308, 5e-324],
] as const;

const values: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Json>(...HOSTILE) },
  { weight: 3, arbitrary: fc.constantFrom<Json>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null], { a: null }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

const keys = fc.oneof(
  fc.constantFrom<string>(...HOSTILE),
  fc.constantFrom(
    'payload',
    'sig',
    'digest',
    'name',
    'rawBytes',
    'resources',
    'mediaType',
    'hint',
    'messageSignature',
  ),
);

const many = fc.nat(10_000);

export const jsonEdits: fc.Arbitrary<JsonEdit> = fc.record({
  where: many,
  what: fc.oneof<fc.Arbitrary<JsonEdit['what']>[]>(
    fc.record({ kind: fc.constantFrom('delete', 'duplicate') }),
    fc.record({ kind: fc.constant('replace'), value: values }),
    fc.record({ kind: fc.constant('nest'), depth: fc.constantFrom(1, 2, 40, 1000), list: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('swap', 'copy'), other: many }),
    fc.record({ kind: fc.constant('rename'), key: keys }),
    fc.record({ kind: fc.constant('add'), key: keys, value: values }),
    fc.record({ kind: fc.constant('text'), edit: byteEdits }),
    fc.record({ kind: fc.constant('decoded'), edit: byteEdits }),
    fc.record({ kind: fc.constant('alphabet'), style: fc.constantFrom(...ALPHABETS) }),
  ),
});

/** Where a value hangs; the root hangs in a list of one. */
interface Place {
  readonly parent: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

export function editJson(json: Json, edits: readonly JsonEdit[]): Json {
  const holder: Json[] = [structuredClone(json)];
  for (const { where, what } of edits) apply(holder, where, what);
  return holder[0] ?? null;
}

/** Deeper places look like those above them. */
const DEEPEST = 60;

function placesOf(value: Json, place: Place, depth = 0): Place[] {
  if (value === null || typeof value !== 'object' || depth > DEEPEST) return [place];
  const children = Array.isArray(value)
    ? value.flatMap((child, key) => placesOf(child, { parent: value, key }, depth + 1))
    : Object.entries(value).flatMap(([key, child]) => placesOf(child, { parent: value, key }, depth + 1));
  return [place, ...children];
}

function apply(holder: Json[], where: number, what: JsonEdit['what']): void {
  const places = placesOf(holder[0] ?? null, { parent: holder, key: 0 });
  const place = places[where % places.length] ?? { parent: holder, key: 0 };
  const value = get(place);
  switch (what.kind) {
    case 'delete':
      remove(place);
      break;
    case 'duplicate':
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 0, structuredClone(value));
      else set({ parent: place.parent, key: `${place.key} ` }, structuredClone(value));
      break;
    case 'replace':
      set(place, structuredClone(what.value));
      break;
    case 'nest': {
      let nested = value;
      for (let i = 0; i < what.depth; i += 1) nested = what.list ? [nested] : { x: nested };
      set(place, nested);
      break;
    }
    case 'swap':
    case 'copy': {
      const other = places[what.other % places.length] ?? place;
      const [here, there] = [structuredClone(value), structuredClone(get(other))];
      set(place, there);
      if (what.kind === 'swap') set(other, here);
      break;
    }
    case 'rename':
      if (!Array.isArray(place.parent)) {
        remove(place);
        set({ parent: place.parent, key: what.key }, value);
      }
      break;
    case 'add':
      if (Array.isArray(value)) value.push(structuredClone(what.value));
      else if (typeof value === 'object' && value !== null)
        set({ parent: value, key: what.key }, structuredClone(what.value));
      break;
    case 'text':
      if (typeof value === 'string') set(place, editBytes(Buffer.from(value), what.edit).toString());
      break;
    case 'decoded':
      if (typeof value === 'string')
        set(place, editBytes(Buffer.from(value, 'base64'), what.edit).toString('base64'));
      break;
    case 'alphabet':
      if (typeof value === 'string') set(place, inAlphabet(value, what.style));
      break;
  }
}

function inAlphabet(text: string, style: (typeof ALPHABETS)[number]): string {
  const bytes = Buffer.from(text, 'base64');
  switch (style) {
    case 'url':
      return bytes.toString('base64url');
    case 'unpadded':
      return text.replace(/=+$/, '');
    case 'padded':
      return `${text}==`;
    case 'wrapped':
      return text.replace(/.{64}/g, '$&\n');
    case 'hex':
      return bytes.toString('hex');
  }
}

const get = ({ parent, key }: Place): Json => (parent as { [key: string | number]: Json })[key] ?? null;

/** As JSON.parse does it: `__proto__` is a key like any other. */
function set({ parent, key }: Place, value: Json): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}
