import { modelNameProblem } from '../pin.js';
import { refuseConflicts } from './conflicts.js';
import {
  HASH_ALGORITHMS,
  KEY_KINDS,
  type Expectations,
  type ExpectationsEntry,
  type ExpectationsScope,
  type Requirements,
} from './expectations.js';
import { MAX_NAME, type Part } from './part.js';
import { readPeriod } from './period.js';
import { readMaterials, readSigner, type Materials } from './signer.js';

const VERSION = 1;
const MAX_ENTRIES = 2000;
const MAX_NAMES = 2000;
const MAX_SIGNERS = 20;
const MAX_FILE_TYPES = 200;

const DIGEST = /^[0-9a-f]{64}$/;
/** In lower case: file names are compared so. No pattern, which would be taken for a name and then deny nothing. */
const FILE_TYPE = /^\.?[^\s./\\*?,;A-Z\p{Cc}][^\s/\\*?,;A-Z\p{Cc}]{0,49}$/u;

/** Throws `Fault` at the first thing that is wrong. */
export function readExpectations(file: Part): Omit<Expectations, 'sha256'> {
  // First of all: another version may have other members.
  const version = file.get('schemaVersion');
  if (version.value !== VERSION) version.fail('version', JSON.stringify(version.value));
  file.onlyMembers([
    ...['$schema', 'schemaVersion', 'organisation', 'validFrom', 'validUntil'],
    ...['trustedRoots', 'publicKeys', 'certificates', 'entries'],
  ]);
  const schema = file.optional('$schema');
  if (schema !== null && typeof schema.value !== 'string') schema.fail('not-a-text');
  const materials = readMaterials(file);
  const parts = file.get('entries').list(MAX_ENTRIES);
  const entries = parts.map((part) => readEntry(part, materials));
  refuseConflicts(entries, parts);
  return { organisation: file.get('organisation').text(MAX_NAME), ...readPeriod(file), entries };
}

function readEntry(part: Part, materials: Materials): ExpectationsEntry {
  part.onlyMembers([
    ...['id', 'models', 'rootDigests', 'publisher', 'signers', 'require', 'allow', 'deny'],
    ...['validFrom', 'validUntil'],
  ]);
  const id = part.get('id').text(MAX_NAME);
  const scope = readScope(part);
  const [first, ...others] = part.get('signers').list(MAX_SIGNERS);
  return {
    id,
    scope,
    signers: [readSigner(first, materials), ...others.map((signer) => readSigner(signer, materials))],
    requires: readRequirements(part),
    ...readPeriod(part),
  };
}

function readScope(part: Part): ExpectationsScope {
  const member = part.oneOf(['models', 'rootDigests', 'publisher']);
  const value = part.get(member);
  switch (member) {
    case 'models':
      return { kind: 'models', names: value.texts(MAX_NAMES, readModelName) };
    case 'rootDigests': {
      const read = (digest: Part) => digest.textLike(DIGEST, 'not-a-digest');
      return { kind: 'digests', rootDigests: value.texts(MAX_NAMES, read) };
    }
    case 'publisher':
      return { kind: 'publisher', publisher: value.text(MAX_NAME) };
  }
}

function readModelName(part: Part): string {
  const name = part.text(500);
  return modelNameProblem(name) === null ? name : part.fail('pattern-too-wide', name);
}

function readRequirements(part: Part): Requirements {
  const require = part.optional('require')?.onlyMembers(['log', 'timestamp']) ?? null;
  const allow =
    part.optional('allow')?.onlyMembers(['hashAlgorithms', 'signatureAlgorithms', 'fileTypes']) ?? null;
  const deny = part.optional('deny')?.onlyMembers(['fileTypes']) ?? null;
  return {
    log: require?.optional('log')?.isTrue() ?? false,
    timestamp: require?.optional('timestamp')?.isTrue() ?? false,
    hashAlgorithms:
      allow
        ?.optional('hashAlgorithms')
        ?.texts(HASH_ALGORITHMS.length, (item) => item.choice(HASH_ALGORITHMS)) ?? null,
    signatureAlgorithms:
      allow?.optional('signatureAlgorithms')?.texts(KEY_KINDS.length, (item) => item.choice(KEY_KINDS)) ??
      null,
    fileTypes: allow?.optional('fileTypes')?.texts(MAX_FILE_TYPES, readFileType) ?? null,
    deniedFileTypes: deny?.optional('fileTypes')?.texts(MAX_FILE_TYPES, readEnding) ?? [],
  };
}

/** `pkl` without its dot would deny files of that whole name only. */
function readEnding(part: Part): string {
  const type = readFileType(part);
  return type.startsWith('.') ? type : part.fail('not-a-file-type', type);
}

function readFileType(part: Part): string {
  return part.textLike(FILE_TYPE, 'not-a-file-type');
}
