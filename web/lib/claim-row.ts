import type { Report } from '../../src/index.js';
import { onlySome } from './files.js';
import { count, counted } from './format.js';

/** How the files here and a claim about files agree. What is claimed of files that are not here counts for nothing. */
export function claimSentence(report: Report): string {
  const { files, rows, leftOut } = report;
  const { matching, value } = rows.files;
  const isAlone = files.filter(({ state }) => state !== 'ignored').length === 1;
  if (value === 'match') {
    if (isAlone) return 'The file is byte for byte what was signed.';
    const tolerated = leftOut.some(({ by }) => by === 'person');
    return matching === 1
      ? 'One file is byte for byte what was signed.'
      : `${tolerated ? '' : 'All '}${count(matching)} files are byte for byte what was signed.`;
  }
  if (value === 'differ' && isAlone) return 'The file is not what was signed.';
  const some = onlySome(report);
  const compared = files.filter(({ state }) => state !== 'ignored' && state !== 'not-checked').length;
  const asked =
    some === null
      ? ''
      : ` Only ${count(compared)} ${compared === 1 ? 'was' : 'were'} compared, as you asked.`;
  return `${count(matching)} of ${counted(compared, 'file')} ${matching === 1 ? 'is' : 'are'} what was signed.${asked}`;
}
