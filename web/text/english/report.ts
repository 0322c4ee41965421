import { files, format } from './format.js';

/** The verdict as text, where the page has no such words. */
export const report = {
  sample: 'SAMPLE of Touchstone, not a real model: its signer and roots are made up.',
  model: 'Model',
  checked: 'Checked',
  unnamed: 'without a name',
  /** `name`, where it has one, is quoted. */
  what: (name: string, fileCount: number, totalBytes: number): string =>
    `${name} (${files(fileCount)}, ${format.bytes(totalBytes)})`,
  nobody: 'Expected: nobody by name',
  trusted: 'Trusted',
  /** Where trust material came from, in a word. */
  sources: {
    embedded: 'embedded',
    refreshed: 'updated',
    supplied: 'supplied',
    bundle: 'bundle',
    none: 'none',
  },
  why: 'Why, and what to do',
  signed: 'What was signed',
  signedFiles: 'Files that are signed',
  unnamedFile: 'a file without a name',
  unlisted: (count: number): string => `and ${format.count(count)} that the report does not list`,
  statement: 'What the statement says, by its signer’s word',
  differing: 'Files that do not match',
  leftOut: 'Left out',
  notChecked: 'Not checked',
  notes: 'Also found',
  more: (count: number): string => `and ${format.count(count)} more, in the JSON report`,
  checkedAt: (time: string, tool: string): string => `Checked ${time} with ${tool}.`,
};
