import { explicit, implicit, oid, printable, sequence, setOf, utf8, type Bytes } from './der.js';

/** Distinguished name; encoded in the order C, O, OU, CN. */
export type NameSpec = Readonly<Partial<Record<(typeof ATTRIBUTES)[number][0], string>>>;

export type AltName =
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly dns: string }
  | { readonly ip: Bytes }
  | { readonly other: string; readonly type?: string };

const FULCIO_OTHER_NAME = '1.3.6.1.4.1.57264.1.7';

const ATTRIBUTES = [
  ['C', '2.5.4.6'],
  ['O', '2.5.4.10'],
  ['OU', '2.5.4.11'],
  ['CN', '2.5.4.3'],
] as const;

export function nameOf(spec: NameSpec): Buffer {
  const parts = ATTRIBUTES.flatMap(([short, id]) => {
    const value = spec[short];
    return value === undefined
      ? []
      : [setOf(sequence(oid(id), short === 'C' ? printable(value) : utf8(value)))];
  });
  return sequence(...parts);
}

export function generalName(name: AltName): Buffer {
  if ('email' in name) return implicit(1, Buffer.from(name.email, 'utf8'));
  if ('dns' in name) return implicit(2, Buffer.from(name.dns, 'utf8'));
  if ('uri' in name) return implicit(6, Buffer.from(name.uri, 'utf8'));
  if ('ip' in name) return implicit(7, name.ip);
  return explicit(0, oid(name.type ?? FULCIO_OTHER_NAME), explicit(0, utf8(name.other)));
}
