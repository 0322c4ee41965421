import { code, strong } from '../../lib/sentence.js';

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
  missing: {
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
};
