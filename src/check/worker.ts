import { findBundles } from '../bundle/find.js';
import { checkBundle, describeRoot, digestOf, verifyAll } from './check.js';
import type { CheckMessage, CheckReply } from './protocol.js';

/** Bundles away from the page's thread: a check takes 20 to 90 ms, and a bundle may have 64 MiB. */
function reply(message: CheckReply): void {
  self.postMessage(message);
}

async function answer(message: CheckMessage): Promise<CheckReply> {
  const { id } = message;
  try {
    switch (message.kind) {
      case 'check':
        return { kind: 'outcome', id, outcome: await checkBundle(message.request) };
      case 'find':
        return { kind: 'found', id, paths: await findBundles(message.files) };
      case 'describe':
        return { kind: 'described', id, facts: describeRoot(message.trustedRoot) };
      case 'signatures':
        return { kind: 'verified', id, answers: verifyAll(message.questions) };
      case 'digest':
        return { kind: 'digested', id, digest: digestOf(message.hash, message.data) };
    }
  } catch (error) {
    return { kind: 'failed', id, detail: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<CheckMessage>) => {
  void answer(data).then(reply);
});

reply({ kind: 'ready' });
