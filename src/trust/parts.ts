import { digest, readPublicKey } from '#sigstore';
import { toHex } from '../bytes.js';
import type { TrustedPart } from '../describe-root.js';
import type { Validity } from '../validity.js';
import { NEVER_ENDS, type SigstoreRoot, type TrustedAuthority, type TrustedLog } from './trusted-root.js';

/** What a trusted root names, one by one, for people. */
export function partsOf({
  certificateAuthorities,
  timestampAuthorities,
  logs,
  ctLogs,
}: SigstoreRoot): readonly TrustedPart[] {
  return [
    ...certificateAuthorities.map((authority) => authorityPart('certificate-authority', authority)),
    ...timestampAuthorities.map((authority) => authorityPart('timestamp-authority', authority)),
    ...logs.map((log) => logPart('log', log)),
    ...ctLogs.map((log) => logPart('ct-log', log)),
  ];
}

function authorityPart(
  part: 'certificate-authority' | 'timestamp-authority',
  authority: TrustedAuthority,
): TrustedPart {
  const [lowest] = authority.certificates;
  const top = authority.certificates.at(-1) ?? lowest;
  return {
    part,
    name: authority.name === '' ? top.subjectText : authority.name,
    sha256: toHex(digest('sha256', lowest.der)),
    key: lowest.key?.name ?? '',
    ...times(authority),
  };
}

function logPart(part: 'log' | 'ct-log', log: TrustedLog): TrustedPart {
  return {
    part,
    name: log.url,
    sha256: toHex(digest('sha256', log.spki)),
    key: readPublicKey(log.spki)?.name ?? '',
    ...times(log),
  };
}

function times({ start, end }: Validity): Pick<TrustedPart, 'start' | 'end'> {
  return {
    start: start.toISOString(),
    end: end.getTime() === NEVER_ENDS.getTime() ? null : end.toISOString(),
  };
}
