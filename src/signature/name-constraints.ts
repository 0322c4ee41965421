import type { Certificate, NameConstraints } from '#sigstore';
import { BOUNDS } from '../bounds.js';
import { formOf, formsOf, isHostName, type AttributeForm, type NameForm } from './name-forms.js';

type Form<T extends NameForm['type']> = Extract<NameForm, { type: T }>;

/** Names and bases of one search for a path, each read once, and how many more of them may be compared. */
export class ConstraintChecker {
  #left: number = BOUNDS.nameComparisons;
  readonly #names = new Map<Certificate, NameForm[]>();
  readonly #bases = new Map<
    NameConstraints,
    { readonly permitted: NameForm[]; readonly excluded: NameForm[] }
  >();

  /**
   * Whether every name of `certificate` is one that `constraints` permit and none that they exclude (RFC 5280 §4.2.1.10,
   * §6.1.3 b and c). What cannot be compared is refused: a name of odd syntax, or of a type that we know no rule for, under
   * a constraint of its type.
   *
   * @param isLeaf in the signer's own certificate, a common name that reads as a host name counts as one
   */
  respects(certificate: Certificate, constraints: NameConstraints, isLeaf: boolean): boolean {
    const { permitted, excluded } = this.#basesOf(constraints);
    return this.#namesOf(certificate, isLeaf).every((name) => {
      const type = typeOf(name);
      const allowed = permitted.filter((base) => typeOf(base) === type);
      const forbidden = excluded.filter((base) => typeOf(base) === type);
      const rules = [...allowed, ...forbidden];
      if (rules.length === 0) return true;
      // A chain with thousands of names below thousands of constraints is made to be slow.
      this.#left -= rules.reduce((sum, base) => sum + costOf(base), 0);
      if (this.#left < 0) return false;
      // A rule that cannot be read might have meant this name, however well another one fits.
      if (name.type === 'unreadable' || !rules.every(isReadable)) return false;
      return (
        (allowed.length === 0 || allowed.some((base) => isWithin(name, base))) &&
        !forbidden.some((base) => mayBeWithin(name, base))
      );
    });
  }

  #namesOf(certificate: Certificate, isLeaf: boolean): NameForm[] {
    const known = this.#names.get(certificate) ?? formsOf(certificate, isLeaf);
    this.#names.set(certificate, known);
    return known;
  }

  #basesOf(constraints: NameConstraints) {
    const known = this.#bases.get(constraints) ?? {
      permitted: constraints.permitted.map(formOf),
      excluded: constraints.excluded.map(formOf),
    };
    this.#bases.set(constraints, known);
    return known;
  }
}

function typeOf(form: NameForm) {
  return form.type === 'unreadable' ? form.of : form.type;
}

/** A directory name has parts of parts; anything else is one comparison. */
function costOf(form: NameForm): number {
  return form.type === 'directory' ? 1 + 10 * (form.parts?.flat().length ?? 0) : 1;
}

const HOST_RULE = /^\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** Whether a base is of a form that has a meaning. An empty one covers every host; of the other types it covers nothing. */
function isReadable(base: NameForm): boolean {
  switch (base.type) {
    case 'dns':
      return base.text === '' || HOST_RULE.test(base.text.replace(/\.$/, ''));
    case 'email':
      if (base.local !== null) return isHostName(base.host);
      return HOST_RULE.test(base.host) && !base.text.includes('@');
    case 'uri':
      return HOST_RULE.test(base.text);
    case 'ip':
      return base.bytes.length === 8 || base.bytes.length === 32;
    case 'directory':
      return base.parts !== null;
    case 'unreadable':
      return false;
    default:
      return true;
  }
}

/** Strictly: for what is permitted. */
function isWithin(name: NameForm, base: NameForm): boolean {
  switch (name.type) {
    case 'dns':
      return base.type === 'dns' && isHostName(name.text) && hostIsWithin(name.text, base.text);
    case 'email':
      return base.type === 'email' && emailIsWithin(name, base, (local) => local);
    case 'uri':
      return base.type === 'uri' && name.host !== null && hostMatches(name.host, base.text);
    case 'ip':
      return base.type === 'ip' && ipIsWithin(name, base) === true;
    case 'directory':
      return base.type === 'directory' && directoryIsWithin(name, base, (a, b) => a.strict === b.strict);
    default:
      return false;
  }
}

/** Generously: for what is excluded, where in doubt the name is refused. */
function mayBeWithin(name: NameForm, base: NameForm): boolean {
  switch (name.type) {
    case 'dns': {
      const host = name.text.replace(/\.$/, '');
      if (base.type !== 'dns' || !isHostName(host)) return true;
      return hostIsWithin(host, base.text.replace(/^\.|\.$/g, ''));
    }
    case 'email':
      if (base.type !== 'email' || name.local === null || !isHostName(name.host)) return true;
      return emailIsWithin(name, base, (local) => local.toLowerCase());
    case 'uri':
      return base.type !== 'uri' || name.host === null || hostMatches(name.host, base.text);
    case 'ip':
      return base.type !== 'ip' || ipIsWithin(name, base) !== false;
    case 'directory':
      return (
        base.type !== 'directory' ||
        name.parts === null ||
        directoryIsWithin(name, base, (a, b) => a.loose === null || b.loose === null || a.loose === b.loose)
      );
    default:
      return true;
  }
}

/** The host itself or, by labels, anything below it; below only, where the rule begins with a dot. */
function hostIsWithin(host: string, base: string): boolean {
  return base === '' || host === base || host.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** Of URIs and e-mail addresses: exactly the host or, where the rule begins with a dot, anything below it. */
function hostMatches(host: string, base: string): boolean {
  return base.startsWith('.') ? host.endsWith(base) : host === base;
}

/** The part before the @ is compared as `fold` has it, the host without regard to case. */
function emailIsWithin(
  { local, host }: Form<'email'>,
  base: Form<'email'>,
  fold: (local: string) => string,
): boolean {
  if (local === null || !isHostName(host)) return false;
  if (base.local === null) return hostMatches(host, base.host);
  return fold(local) === fold(base.local) && host === base.host;
}

/** Address and mask. Null where the two do not fit together. */
function ipIsWithin({ bytes }: Form<'ip'>, { bytes: rule }: Form<'ip'>): boolean | null {
  const size = bytes.length;
  if ((size !== 4 && size !== 16) || (rule.length !== 8 && rule.length !== 32)) return null;
  if (rule.length !== 2 * size) return false;
  return bytes.every((byte, i) => ((byte ^ (rule[i] ?? 0)) & (rule[size + i] ?? 0xff)) === 0);
}

/** The base's parts are the first of the name's. */
function directoryIsWithin(
  { parts }: Form<'directory'>,
  base: Form<'directory'>,
  same: (a: AttributeForm, b: AttributeForm) => boolean,
): boolean {
  if (parts === null || base.parts === null || parts.length < base.parts.length) return false;
  return base.parts.every((part, i) => {
    const other = parts[i] ?? [];
    return (
      part.length === other.length && part.every((a) => other.some((b) => a.oid === b.oid && same(a, b)))
    );
  });
}
