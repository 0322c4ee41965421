import type { ProblemText } from '../../lib/problem.js';
import { counted, files } from './format.js';

export const page = {
  documentTitle: 'Touchstone: who vouches for these exact bytes?',
  tagline: 'Who vouches for these exact bytes?',
  dropInstead: 'Drop to check this instead',
  dropOnForm: 'Drop another model, or a signature file for this one',
  privacy: 'Everything happens on this machine. No file, name or result is sent anywhere.',
  /** How far the page is with what checks need. */
  loading: 'The rest of this page is still being loaded.',
  loaded: 'What a check needs is loaded: checks now work without the network.',
  about: (version: string): string =>
    `Touchstone ${version}, for OpenSSF Model Signing and other Sigstore bundles`,
  /** What a screen reader is told when the page changes. */
  announced: {
    reading: 'Reading what you chose.',
    ready: (fileCount: number): string => `Found ${files(fileCount)}. Nothing is checked yet.`,
    checking: 'Checking.',
    verdict: (word: string, heard: string): string => `Verdict: ${word}. ${heard}`,
  },
};

/** What a person has to know of their browser before they choose a model. */
export const notices = {
  slow: {
    title: 'Checking is slow in this browser',
    detail:
      'It runs no WebAssembly; hardened browsers switch that off. Results are the same, but large models take about ten times as long.',
    wayOut: 'If that is too long, allow WebAssembly for this page, use another browser, or the command.',
  } satisfies ProblemText,
  insecure: {
    title: 'This page came over an unprotected connection',
    detail:
      'Its address begins with http and not with https, so that anybody on the way could have changed it. What it says is worth no more than that.',
    wayOut: 'Ask whoever runs this site for an address with https.',
  } satisfies ProblemText,
  noWorkers: {
    title: 'This browser cannot check models',
    detail: 'It runs no Web Workers, and without them this page would stand still.',
    wayOut: 'Use a current version of Chrome, Edge, Firefox or Safari.',
  } satisfies ProblemText,
  notStarted: {
    title: 'A part of this page did not start',
    wayOut: 'With the network on, reload the page. Until it starts, no check will come to an end.',
  },
};

/** What went wrong outside a check. */
export const problems = {
  dismiss: 'Dismiss',
  broken: {
    title: 'Something broke down',
    wayOut: 'Reload the page and try again. If it happens again, please report it with this text.',
  },
  nothingDropped: {
    title: 'No file was dropped',
    detail: 'What was dropped is neither a file nor a folder, or the browser does not hand it over.',
    wayOut: 'Drop a folder or files from your file manager, or use the buttons.',
  } satisfies ProblemText,
  tooMuchDropped: {
    title: 'Too much was dropped at once',
    detail: (folderCount: number, fileCount: number): string =>
      `You dropped ${counted(folderCount, 'folder')} and ${files(fileCount)}.`,
    wayOut: 'Drop one folder, or one folder and its signature file, or single files without a folder.',
  },
  signatureLost: {
    title: 'The signature file could not be read',
    gone: 'It is no longer among the model’s files.',
    wayOut: 'Make sure that it is still there, then choose the signature again.',
  },
  model: {
    unusable: 'This model cannot be checked',
    empty: 'No file was found there',
    linksToo: '“Choose files” follows links.',
  },
  sample: {
    title: 'The sample could not be loaded',
    status: (status: number, path: string): string => `The server answered ${String(status)} for ${path}.`,
    shape: 'sample/index.json has not the expected shape.',
    wayOut:
      'The sample is fetched from where this page came from. Without the network, choose a model of your own.',
  },
};
