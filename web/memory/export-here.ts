import { memory } from './memory.svelte.js';
import { now, type KeptCheck, type KeptPin } from './rows.js';
import { exportMemory, type Exported } from './transfer.js';

/** Of what is kept here: these, with their reports if wanted. */
export function exportHere(
  pins: readonly KeptPin[],
  checks: readonly KeptCheck[],
  withReports: boolean,
): Promise<Exported> {
  return exportMemory(pins, checks, now(), async ({ id, hasReport }) => {
    if (!withReports || !hasReport) return null;
    const packed = await memory.history.packedReport(id);
    return packed.ok ? packed.value : null;
  });
}
