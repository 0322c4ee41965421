import { type ListingSource, quote, VERDICT_CODES } from '../../src/index.js';
import { InputError } from '../error.js';
import { isNumber, isText, member, parsedJson } from '../trust/json-member.js';
import { type BadgeFacts, nameOf } from './facts.js';

const SOURCES = [
  'directory-handle',
  'file-handle',
  'dropped-folder',
  'file-list',
  'entries',
  'file-system',
  'digest',
  'hub-listing',
  'streamed',
  'none',
] as const satisfies readonly ListingSource[];

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u;

/** What a report says that somebody kept. Anybody may have written it. Throws {@link InputError}. */
export function storedFacts(text: string, path: string): BadgeFacts {
  const report = parsedJson(text);
  const refuse = (problem: string): never => {
    throw new InputError(`${quote(path)} is no report that a badge can be made of: ${problem}.`);
  };
  if (member(report, 'schemaVersion') !== 1) return refuse('it is not of version 1');
  if (member(member(report, 'circumstances'), 'isSample') === true)
    return refuse('it is of the sample, whose signer is made up');
  const code = member(member(report, 'verdict'), 'code');
  const verdict = VERDICT_CODES.find((known) => known === code) ?? refuse('it has no verdict');
  const checkedAt = textOf(report, 'checkedAt');
  if (checkedAt === null || !TIME.test(checkedAt)) return refuse('it does not say when it was made');
  const model = member(report, 'model');
  const source = SOURCES.find((known) => known === member(model, 'source')) ?? refuse('it names no source');
  const remote = member(model, 'remote');
  const [host, address] = [textOf(remote, 'host'), textOf(remote, 'address')];
  const rootDigest = textOf(member(report, 'manifest'), 'rootDigest');
  const matching = member(member(member(report, 'rows'), 'files'), 'matching');
  const leftOut = member(report, 'leftOut');
  const version = textOf(member(report, 'tool'), 'version');
  if (!isNumber(matching) || !Array.isArray(leftOut) || version === null || version.length > 40)
    return refuse('a part of it is missing');
  return {
    verdict,
    signer: signerOf(member(report, 'signer')),
    checkedAt,
    source,
    remote: host === null || address === null ? null : { host, address },
    rootDigest: rootDigest !== null && /^[0-9a-f]{64}$/u.test(rootDigest) ? rootDigest : null,
    matching,
    leftOut: leftOut.filter((file) => member(file, 'by') === 'person').length,
    version,
    isStored: true,
  };
}

function signerOf(signer: unknown): BadgeFacts['signer'] {
  switch (member(signer, 'method')) {
    case 'sigstore':
      return nameOf({ method: 'sigstore', identity: textOf(signer, 'identity') ?? '' });
    case 'certificate': {
      const fingerprint = textOf(member(signer, 'certificate'), 'fingerprint') ?? '';
      return nameOf({
        method: 'certificate',
        subject: textOf(signer, 'subject') ?? '',
        certificate: { fingerprint },
      });
    }
    case 'key':
      return nameOf({
        method: 'key',
        fingerprint: textOf(signer, 'fingerprint'),
        hint: textOf(signer, 'hint'),
      });
    default:
      return null;
  }
}

function textOf(json: unknown, name: string): string | null {
  const value = member(json, name);
  return isText(value) ? value : null;
}
