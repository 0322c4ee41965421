import fc from 'fast-check';
import { makeChain, makeKey, pemOf, pooledKey, toPem } from '../forge/index.js';
import { byteEdits, editBytes, type ByteEdit } from './byte-edits.js';

export type PemEdit =
  | { readonly kind: 'text' | 'der'; readonly edit: ByteEdit }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'and' | 'before' | 'instead'; readonly what: keyof typeof STRANGERS }
  | { readonly kind: 'wrap'; readonly columns: number; readonly ending: string };

/** Keys and certificates of somebody else. */
const STRANGERS = {
  key: pemOf(makeKey()),
  'RSA key': pemOf(pooledKey('RSA-2048')),
  'Ed25519 key': pemOf(makeKey('Ed25519')),
  root: makeChain().rootPem,
  intermediate: makeChain().intermediates[0]?.pem ?? '',
  'private key': makeKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  nothing: '',
  prose: 'no key here\n',
} as const;

export type TextEdit =
  | { readonly kind: 'none' }
  | { readonly kind: 'edited'; readonly edit: ByteEdit }
  | { readonly kind: 'changed'; readonly by: keyof typeof TEXT_CHANGES }
  | { readonly kind: 'other'; readonly text: string };

const TEXT_CHANGES = {
  'upper case': (text: string) => text.toUpperCase(),
  'a space behind': (text: string) => `${text} `,
  'a slash behind': (text: string) => `${text}/`,
  'NUL behind': (text: string) => `${text}\0`,
  'a pattern': (text: string) => text.replace(/^./, '.'),
  'a star': () => '*',
  'a star in the middle': (text: string) => `${text.slice(0, 3)}*${text.slice(-3)}`,
  'two stars': (text: string) => `**${text.slice(-5)}`,
  everything: () => '.*',
  'half a letter behind': (text: string) => `${text}\ud800`,
  'a letter from elsewhere': (text: string) => text.replace('o', '\u043e'),
  'without its end': (text: string) => text.slice(0, -1),
} as const;

const namesOf = <T extends string>(table: Readonly<Record<T, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as T[]));

/** Half of the time, as it was. */
export const textEdits: fc.Arbitrary<TextEdit> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<TextEdit>({ kind: 'none' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edited' as const), edit: byteEdits }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('changed' as const), by: namesOf(TEXT_CHANGES) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('other' as const),
      text: fc.string({ unit: 'binary', maxLength: 30 }),
    }),
  },
);

export const pemEdits: fc.Arbitrary<PemEdit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'der' as const), edit: byteEdits }),
  fc.record({
    kind: fc.constant('label' as const),
    label: fc.constantFrom('PUBLIC KEY', 'CERTIFICATE', 'RSA PUBLIC KEY', 'X509 CRL', '', 'public key'),
  }),
  fc.record({
    kind: fc.constantFrom('and' as const, 'before' as const, 'instead' as const),
    what: namesOf(STRANGERS),
  }),
  fc.record({
    kind: fc.constant('wrap' as const),
    columns: fc.constantFrom(1, 63, 64, 65, 76, 100_000),
    ending: fc.constantFrom('\n', '\r\n', '\r', ' \n', '\u2028'),
  }),
);

export function editText(text: string, edit: TextEdit): string {
  switch (edit.kind) {
    case 'none':
      return text;
    case 'edited':
      return editBytes(Buffer.from(text), edit.edit).toString();
    case 'changed':
      return TEXT_CHANGES[edit.by](text);
    case 'other':
      return edit.text;
  }
}

export function editPem(pem: string, edit: PemEdit): string {
  switch (edit.kind) {
    case 'text':
      return editBytes(Buffer.from(pem), edit.edit).toString();
    case 'der': {
      const [, label = '', body = ''] = /-----BEGIN ([^-]*)-----([^-]*)/.exec(pem) ?? [];
      return toPem(editBytes(Buffer.from(body, 'base64'), edit.edit), label);
    }
    case 'label':
      return pem.replace(/(BEGIN|END) [^-]*/g, `$1 ${edit.label}`);
    case 'and':
      return `${pem}${STRANGERS[edit.what]}`;
    case 'before':
      return `${STRANGERS[edit.what]}${pem}`;
    case 'instead':
      return STRANGERS[edit.what];
    case 'wrap':
      return pem.replace(/-----\n([^-]*)\n-----/g, (_, body: string) => {
        const lines = body.replace(/\s/g, '').match(new RegExp(`.{1,${edit.columns}}`, 'g')) ?? [];
        return `-----${edit.ending}${lines.join(edit.ending)}${edit.ending}-----`;
      });
  }
}
