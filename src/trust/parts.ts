import { digest, readPublicKey } from '#sigstore';
import { toHex } from '../bytes.js';
import type { TrustedPart } from '../describe-root.js';
import type { TrustPart } from '../note.js';
import type { Validity } from '../validity.js';
import { NEVER_ENDS, type SigstoreRoot, type TrustedAuthority, type TrustedLog } from './trusted-root.js';

/** What a trusted root names, one by one, for people. */
export function partsOf(root: SigstoreRoot): readonly TrustedPart[] {
  const part = (part: TrustPart, name: string, of: Uint8Array, key: string, validity: Validity) => ({
    part,
    name,
    sha256: toHex(digest('sha256', of)),
    key,
    ...times(validity),
  });
  const authorities = (which: TrustPart, list: readonly TrustedAuthority[]) =>
    list.map((authority) => {
      const [lowest] = authority.certificates;
      const top = authority.certificates.at(-1) ?? lowest;
      return part(which, authority.name || top.subjectText, lowest.der, lowest.key?.name ?? '', authority);
    });
  const logs = (which: TrustPart, list: readonly TrustedLog[]) =>
    list.map((log) => part(which, log.url, log.spki, readPublicKey(log.spki)?.name ?? '', log));
  return [
    ...authorities('certificate-authority', root.certificateAuthorities),
    ...authorities('timestamp-authority', root.timestampAuthorities),
    ...logs('log', root.logs),
    ...logs('ct-log', root.ctLogs),
  ];
}

function times({ start, end }: Validity): Pick<TrustedPart, 'start' | 'end'> {
  return {
    start: start.toISOString(),
    end: end.getTime() === NEVER_ENDS.getTime() ? null : end.toISOString(),
  };
}
