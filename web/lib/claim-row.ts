import type { Report } from '../../src/index.js';
import { onlySome } from './files.js';
import type { Wording } from './wording.js';

/** How the files here and a claim about files agree. What is claimed of files that are not here counts for nothing. */
export function claimSentence(report: Report, { words: { filesRow } }: Wording): string {
  const { files, rows, leftOut } = report;
  const { matching, value } = rows.files;
  const { claim } = filesRow;
  const isAlone = files.filter(({ state }) => state !== 'ignored').length === 1;
  if (value === 'match') {
    if (isAlone) return claim.alone;
    if (matching === 1) return claim.one;
    const tolerated = leftOut.some(({ by }) => by === 'person');
    return tolerated ? claim.tolerated(matching) : claim.all(matching);
  }
  if (value === 'differ' && isAlone) return claim.differs;
  const compared = files.filter(({ state }) => state !== 'ignored' && state !== 'not-checked').length;
  const some = claim.some(matching, compared);
  return onlySome(report) === null ? some : `${some} ${claim.onlyCompared(compared)}`;
}
