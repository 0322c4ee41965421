import type { Progress } from '../../../src/index.js';
import { files, format } from './format.js';

export const reading = {
  title: 'Looking at what you chose',
  listing: 'Listing files and looking for a signature.',
  soFar: (fileCount: number): string => `${files(fileCount)} so far.`,
  cancel: 'Cancel',
};

export const checking = {
  titles: {
    listing: 'Listing the files',
    signature: 'Checking the signature',
    hashing: 'Comparing the files with what was signed',
    'looking-again': 'Looking again: did any file change meanwhile?',
  } satisfies Record<Progress['phase'], string>,
  files: 'Files',
  data: 'Data',
  speed: 'Speed',
  timeLeft: 'Time left',
  filesDone: (done: number, total: number): string => `${format.count(done)} of ${files(total)}.`,
  /** Either of numbers or of sizes. */
  of: (done: string, total: string): string => `${done} of ${total}`,
  measuring: 'measuring',
  estimating: 'estimating',
  /** Where little comes from the disk. */
  slow: 'The files come slowly. Those in the cloud are downloaded while they are read, and external disks and networks take their time. You can cancel, copy the model to this machine, and check it there.',
  current: 'Files under way',
  tellMe: 'Tell me when it is done',
  willTell: 'Your browser will tell you when it is done.',
  willNotTell: 'Your browser does not allow this page to tell you. Its tab shows how far it is.',
};
