import { explicit, ia5, implicit, oid, printable, sequence, setOf, utf8, type Bytes } from './der.js';

/** Distinguished name; encoded in the order DC, C, O, OU, CN, emailAddress. */
export type NameSpec = Readonly<Partial<Record<(typeof ATTRIBUTES)[number][0], string>>>;

export type AltName =
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly dns: string }
  /** In name constraints: the address, then its mask. */
  | { readonly ip: Bytes }
  | { readonly directory: NameSpec | Bytes }
  /** An OID. */
  | { readonly registered: string }
  | { readonly other: string; readonly type?: string };

const FULCIO_OTHER_NAME = '1.3.6.1.4.1.57264.1.7';

const ATTRIBUTES = [
  ['DC', '0.9.2342.19200300.100.1.25', ia5],
  ['C', '2.5.4.6', printable],
  ['O', '2.5.4.10', utf8],
  ['OU', '2.5.4.11', utf8],
  ['CN', '2.5.4.3', utf8],
  ['emailAddress', '1.2.840.113549.1.9.1', ia5],
] as const;

/** `string` writes the values of O, OU and CN: one name may be spelt in several string types (RFC 5280 §7.1). */
export function nameOf(spec: NameSpec, string: (text: string) => Bytes = utf8): Buffer {
  const parts = ATTRIBUTES.flatMap(([short, id, usual]) => {
    const value = spec[short];
    if (value === undefined) return [];
    return [setOf(sequence(oid(id), usual === utf8 ? string(value) : usual(value)))];
  });
  return sequence(...parts);
}

const directoryName = (name: NameSpec | Bytes) => (name instanceof Uint8Array ? name : nameOf(name));

/** The content of an OID, without tag and length. */
const bareOid = (dotted: string) => oid(dotted).subarray(2);

export function generalName(name: AltName): Buffer {
  if ('email' in name) return implicit(1, Buffer.from(name.email, 'utf8'));
  if ('dns' in name) return implicit(2, Buffer.from(name.dns, 'utf8'));
  // A Name is a CHOICE, whose tag cannot be implicit (X.680 §31.2.7).
  if ('directory' in name) return explicit(4, directoryName(name.directory));
  if ('uri' in name) return implicit(6, Buffer.from(name.uri, 'utf8'));
  if ('ip' in name) return implicit(7, name.ip);
  if ('registered' in name) return implicit(8, bareOid(name.registered));
  return explicit(0, oid(name.type ?? FULCIO_OTHER_NAME), explicit(0, utf8(name.other)));
}
