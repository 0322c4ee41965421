import { counted, files, format } from './format.js';

/** The files of a report, as a list or as folders. */
export const browse = {
  show: 'Show as',
  list: 'List',
  folders: 'Folders',
  onlyTrouble: (count: number): string => `Only what differs (${format.count(count)})`,
  folder: (fileCount: number): string => files(fileCount),
  trouble: (count: number): string => counted(count, 'differs', 'differ'),
  skip: 'Skip the files',
  scroll: 'Files; scroll with the arrow keys',
  nothing: 'No file is called that.',
  preparing: 'Sorting the files into folders.',
  copy: 'Copy',
  copyDigest: (path: string): string => `the digest of ${path}`,
  copySigned: (path: string): string => `the signed digest of ${path}`,
  copyHere: (path: string): string => `the digest of ${path} here`,
  copied: 'Copied.',
};
