import type { Certificate, DistinguishedName, GeneralName, NameAttribute } from '#sigstore';
import { toHex } from '../bytes.js';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const COMMON_NAME = '2.5.4.3';
/** SmtpUTF8Mailbox (RFC 9598), an e-mail address in another place. */
const UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';

/** No name is longer; a longer one is made to be slow. In bytes, or characters of an attribute. */
const MAX_LENGTH = 1000;

/**
 * A name, or the base of a constraint, read once for all comparisons. `null` in place of a part: it is not of a form that can
 * be compared. Strings are lower case but for `local`.
 */
export type NameForm =
  | { readonly type: 'dns'; readonly text: string }
  | { readonly type: 'email'; readonly text: string; readonly local: string | null; readonly host: string }
  | { readonly type: 'uri'; readonly text: string; readonly host: string | null }
  | { readonly type: 'ip'; readonly bytes: Uint8Array }
  | { readonly type: 'directory'; readonly parts: readonly (readonly AttributeForm[])[] | null }
  | { readonly type: 'other-name' | 'x400' | 'edi-party' | 'registered-id' }
  /** Of its type, but too long or hidden in another: nothing can be said about it. */
  | { readonly type: 'unreadable'; readonly of: GeneralName['type'] };

export interface AttributeForm {
  readonly oid: string;
  /** As RFC 5280 §7.1 is usually implemented: without ASCII case, white space and type of string. */
  readonly strict: string;
  /** Whatever may be meant by it: compatibility forms and all case folded; null where it is no text. */
  readonly loose: string | null;
}

export function formOf(name: GeneralName): NameForm {
  const { type, bytes, oid, directory } = name;
  if (type === 'other-name' && oid === UTF8_MAILBOX) return { type: 'unreadable', of: 'email' };
  switch (type) {
    case 'dns':
    case 'email':
    case 'uri':
      return bytes.length > MAX_LENGTH ? { type: 'unreadable', of: type } : textForm(type, latin1(bytes));
    case 'ip':
      return { type, bytes };
    case 'directory':
      return { type, parts: directory === null ? null : partsOf(directory) };
    default:
      return { type };
  }
}

/** Alternative names, the subject, and what in the subject means the same as an alternative name. */
export function formsOf({ subjectName, subjectAltNames }: Certificate, isLeaf: boolean): NameForm[] {
  const attributes = subjectName.flat();
  const texts = (id: string) =>
    attributes.filter(({ oid }) => oid === id).map(({ text }) => utf8AsLatin1(text ?? '\0'));
  const asForm = (type: 'dns' | 'email', text: string): NameForm =>
    text.length > MAX_LENGTH ? { type: 'unreadable', of: type } : textForm(type, text);
  return [
    ...subjectAltNames.map(formOf),
    ...(subjectName.length === 0
      ? []
      : [{ type: 'directory', parts: partsOf(subjectName) } satisfies NameForm]),
    ...texts(EMAIL_ADDRESS).map((text) => asForm('email', text)),
    // Who reads a host out of a common name does so where no alternative name is one; to see it always is stricter.
    ...(isLeaf
      ? texts(COMMON_NAME)
          .filter((text) => text.includes('.') && isHostName(text))
          .map((text) => asForm('dns', text))
      : []),
  ];
}

const HOST = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const MAILBOX = /^([^@\s"\\]+)@([^@]*)$/;
/**
 * With a host name; user information and addresses in numbers have no rule. Behind it a port, a path or nothing: other
 * verifiers take what stands before the path for the host, with a query and all.
 */
const URI_HOST = /^[a-z][a-z0-9+.-]*:\/\/([a-z0-9_.-]+)(?::\d*)?(?:\/|$)/;

export function isHostName(text: string): boolean {
  return HOST.test(text);
}

function textForm(type: 'dns' | 'email' | 'uri', text: string): NameForm {
  const lower = text.toLowerCase();
  switch (type) {
    case 'dns':
      return { type, text: lower };
    case 'email': {
      const [, local, host] = MAILBOX.exec(text) ?? [];
      return { type, text: lower, local: local ?? null, host: (host ?? text).toLowerCase() };
    }
    case 'uri': {
      const host = URI_HOST.exec(lower)?.[1];
      // Four numbers are an address and no host name.
      const isHost = host !== undefined && isHostName(host) && !/^[\d.]+$/.test(host);
      return { type, text: lower, host: isHost ? host : null };
    }
  }
}

function partsOf(name: DistinguishedName): readonly (readonly AttributeForm[])[] | null {
  if (name.flat().some(({ text }) => (text?.length ?? 0) > MAX_LENGTH)) return null;
  return name.map((part) => part.map(attributeForm));
}

function attributeForm({ oid, text, der }: NameAttribute): AttributeForm {
  // A number sign begins no folded text by accident: that is how DER in hex is told apart.
  if (text === null) return { oid, strict: `#${toHex(der)}`, loose: null };
  return { oid, strict: `=${folded(text)}`, loose: folded(text.normalize('NFKC').toLowerCase()) };
}

function folded(text: string): string {
  return text
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function utf8AsLatin1(text: string): string {
  return latin1(new TextEncoder().encode(text));
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
