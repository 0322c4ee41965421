import { code, foreign, type Sentence } from '../../lib/sentence.js';
import { files, format } from './format.js';

/** Checking a model on the host that keeps it. Hosts, addresses and revisions are others’ words. */
export const hub = {
  title: 'Check a model where it lives',
  lead: 'On a hub, in a registry or on a web server: before you download it, while you do, or without.',
  address: 'Address of the model',
  hint: [
    'Such as ',
    code('hf://ORG/MODEL'),
    ', ',
    code('oci://registry.example/NAME:TAG'),
    ', ',
    code('https://models.example/NAME/'),
    ', or the address of its page on huggingface.co.',
  ] satisfies Sentence,
  missing: 'Enter the address of the model.',
  fromLink:
    'This address comes from the link that opened the page. Anybody can write such a link: look whether it is the model that you mean.',
  learned:
    'Nothing is asked before you press the button. The host then learns that somebody asks for this model, when, and from which network address. No name, expectation or result is sent.',
  ask: 'See what is there',
  asking: 'Asking the host',
  listed: (count: number): string => `${files(count)} listed so far.`,
  waiting: 'Nothing has come yet.',
  cancel: 'Cancel',
  notPublic:
    'This page takes no passwords and no tokens. A model that is not public is checked with the command, or after you downloaded it.',
  refused: 'The model could not be looked at',
  instead: 'Or download the model as you usually do, and check its folder',
  /** What the host says of it. */
  listing: {
    host: 'Host',
    address: 'Address',
    revision: 'Exact revision',
    noRevision: 'None: the host may send something else tomorrow.',
    word: (host: string): Sentence => [
      'Which files there are, and how large, is the word of ',
      foreign(host, 'strong'),
      '. Nobody checked it yet.',
    ],
  },
  depth: {
    title: 'How far to check',
    proves: 'What it shows:',
    leaves: 'What it leaves open:',
    costs: 'What it costs:',
    reported: {
      label: (host: string): Sentence => ['Compare with what ', foreign(host), ' reports'],
      proves: 'Who signed, and whether the host’s own list of digests is the one that was signed.',
      leaves:
        'What the files are: none is read. A host that lies, or is wrong, can report the right digests and send other files.',
      costs: 'Only the signature is fetched.',
      button: (): string => 'Compare the digests',
    },
    streamed: {
      label: (host: string): Sentence => ['Check the files as ', foreign(host), ' sends them'],
      proves: 'Who signed, and that the files that the host sends now are those that were signed.',
      leaves: 'What a copy on a disk is: nothing is kept.',
      costs: (bytes: number): string => `${format.bytes(bytes)} are fetched.`,
      button: (bytes: number): string => `Fetch ${format.bytes(bytes)} and check`,
    },
    downloaded: {
      label: (_host: string): Sentence => ['Download, and check on the way'],
      proves: 'Who signed, and that the files in your folder are those that were signed.',
      leaves: 'What becomes of them afterwards.',
      costs: (bytes: number): string =>
        `${format.bytes(bytes)} are fetched, and take as much room on the disk. Nothing is fetched for a bad signature, or one by another signer.`,
      button: (bytes: number): string => `Choose a folder, and download ${format.bytes(bytes)}`,
    },
    folder:
      'Choose an empty folder, or one in which a download stopped. Your browser asks whether this page may write there.',
    noFolder:
      'This browser lets no page write to a folder; Chrome and Edge on a computer do. Elsewhere: download the model as you usually do, and check its folder.',
    folderRefused:
      'The browser did not hand over that folder. Make a new one inside of it, and choose that one.',
  },
  /** Right under the headline of a verdict. */
  done: {
    reported: (host: string): string => `No file was read: ${host} itself says what its files are.`,
    streamed: (host: string): string =>
      `${host} sent these files just now, and nothing was kept. A copy on your disk was not checked.`,
    downloaded: (host: string): string =>
      `The files in the folder that you chose are the ones that were checked; ${host} sent them.`,
  },
  reported: 'As the host reports:',
  /** On the page that checks folders. */
  link: 'The model is on a hub, not on this disk?',
};
