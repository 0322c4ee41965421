import { code, strong, type Sentence } from '../../lib/sentence.js';

export const choose = {
  title: 'Check a signed model',
  lead: 'Point to a model that you downloaded. Touchstone compares every byte with what its publisher signed, and tells you who that publisher is.',
  stays: 'Nothing is uploaded: the files stay on this machine.',
  single:
    'A single file with its Sigstore bundle works too: choose both together. Such bundles come from cosign, as GitHub attestations and as npm provenance.',
  invite: 'Drop a model folder or its files here',
  folder: 'Choose a folder',
  files: 'Choose files',
  upload:
    'Your browser may ask whether to “upload” the folder. That is its word for letting this page read it: nothing is uploaded.',
  noModel: 'No signed model at hand? Try a sample:',
  sample: 'Try the sample',
  changedSample: 'One with a changed file',
  otherSample: 'One signed by somebody else',
  how: {
    title: 'How it goes',
    steps: [
      [
        strong('Choose the model.'),
        ' Its signature is usually among its files; you can also add it by itself.',
      ],
      [
        strong('Say whom you expect.'),
        ' A publisher’s identity, their public key, or an authority’s certificate.',
      ],
      [strong('Read the verdict.'), ' In plain words, with the evidence below it and a report to keep.'],
    ],
  },
  /** Where something gets in the way. */
  help: [
    {
      title: 'The folder looks empty, or files are missing',
      why: [
        'A browser does not show links. The cache of Hugging Face’s tools (',
        code('.cache/huggingface/hub'),
        ') keeps a model as links to files elsewhere, so the folder with the model’s file names looks empty here. There are three ways:',
      ],
      ways: [
        [
          'Choose the folder whose name begins with ',
          code('models--'),
          '. It is checked by digest: whether the signed files are in it, though not under which names.',
        ],
        [
          'Use “Choose files”, go to the folder with the file names, and select all. That follows links. It works for a model that has no folders inside.',
        ],
        ['Download the model again into a folder of its own.'],
      ],
    },
    {
      title: 'The browser refuses the folder',
      why: [
        'Browsers do not hand over some folders as a whole: your home folder, the desktop, Downloads, those of the system. Models inside of them can be checked:',
      ],
      ways: [
        ['Choose the model’s own folder, and not the one that it lies in.'],
        ['If that is refused too, move the model to a folder of its own elsewhere, and choose that.'],
      ],
    },
    {
      title: 'The files are in the cloud',
      why: [
        'A folder of OneDrive, iCloud Drive, Dropbox or Google Drive may hold placeholders only. Each file is then downloaded while it is read, which takes long or breaks off.',
      ],
      ways: [
        [
          'Tell the cloud’s program to keep the folder on this device (“Always keep on this device”, “Keep downloaded”, “Available offline”), wait until it has, and check then.',
        ],
      ],
    },
    {
      title: 'Tools or the system left files of their own',
      why: [
        'Downloads that broke off, ',
        code('.cache'),
        ' folders, ',
        code('.DS_Store'),
        ' and the like were never signed, so the files differ from what was signed.',
      ],
      ways: [
        [
          'Check all the same: the verdict lists what looks like a leftover, and offers to leave it out and check again.',
        ],
      ],
    },
    {
      title: 'A large model takes long',
      why: [
        'Each byte is read once, so the disk decides: 140 GB take about three minutes at 800 MB/s, and about half an hour from an external disk at 80 MB/s.',
      ],
      ways: [
        [
          'Leave the tab open and the lid too. Where the browser allows it, the screen stays awake, and you are told when it is done.',
        ],
        ['Copy the model from a network or an external disk to this machine first.'],
      ],
    },
  ] satisfies readonly Help[],
};

interface Help {
  readonly title: string;
  readonly why: Sentence;
  readonly ways: readonly Sentence[];
}
