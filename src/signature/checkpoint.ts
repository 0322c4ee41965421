import { equalBytes, fromBase64 } from '../bytes.js';
import type { InclusionProof } from '../bundle/log-entry.js';
import type { CheckpointProblem } from '../reason.js';

/** A signature line of a signed note (C2SP): name, and base64 of four bytes of key id and the signature. */
const SIGNATURE_LINE = /^\u2014 (\S+) (\S+)$/;

/**
 * What @sigstore/verify passes over: that proof and checkpoint speak of the same tree, and that a signature on it names this
 * log at all. Others may sign as well (witnesses' cosignatures); they neither help nor harm.
 */
export function checkpointProblem(proof: InclusionProof, logId: Uint8Array): CheckpointProblem | null {
  const [origin, size, root] = (proof.checkpoint ?? '').split('\n');
  if (size !== proof.treeSize) return 'tree-size';
  const rootHash = fromBase64(root ?? '');
  if (rootHash === null || !equalBytes(rootHash, proof.rootHash)) return 'root-hash';
  const own = signatureLines(proof.checkpoint ?? '').filter(({ signature }) =>
    equalBytes(signature.subarray(0, 4), logId.subarray(0, 4)),
  );
  if (own.length === 0) return 'no-signature-by-the-log';
  // Rekor v1 puts the number of its tree behind its name.
  return own.some(({ name }) => origin === name || origin?.startsWith(`${name} - `) === true)
    ? null
    : 'origin';
}

function signatureLines(checkpoint: string): { readonly name: string; readonly signature: Uint8Array }[] {
  return checkpoint
    .slice(checkpoint.indexOf('\n\n') + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name = '', text = ''] = SIGNATURE_LINE.exec(line) ?? [];
      const signature = fromBase64(text);
      return signature === null || signature.length < 5 ? [] : [{ name, signature }];
    });
}
