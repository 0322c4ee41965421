import { checkBundle } from './check.js';
import type { CheckMessage, CheckReply } from './protocol.js';

/** Signature checks away from the page's thread: one takes 20 to 90 ms, and a bundle may be 20 MiB. */
function reply(message: CheckReply): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<CheckMessage>) => {
  const { id, request } = data;
  checkBundle(request).then(
    (outcome) => {
      reply({ kind: 'outcome', id, outcome });
    },
    (error: unknown) => {
      reply({ kind: 'failed', id, detail: error instanceof Error ? error.message : String(error) });
    },
  );
});

reply({ kind: 'ready' });
