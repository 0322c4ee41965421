import { about } from './english/about.js';
import { basis } from './english/basis.js';
import { browse } from './english/browse.js';
import { checking, reading } from './english/checking.js';
import { choose } from './english/choose.js';
import { connected } from './english/connected.js';
import { embed } from './english/embed.js';
import { evidence, expected, run } from './english/evidence.js';
import { certificate, expect, field, identity } from './english/expect.js';
import { format } from './english/format.js';
import { hub } from './english/hub.js';
import { link } from './english/link.js';
import { memory } from './english/memory.js';
import { next } from './english/next.js';
import { organisation } from './english/organisation.js';
import { notices, page, problems } from './english/page.js';
import { claims, options, ready } from './english/ready.js';
import { pictures } from './english/pictures.js';
import { controls, print } from './english/print.js';
import { proof } from './english/proof.js';
import { raw } from './english/raw.js';
import { remember } from './english/remember.js';
import { record } from './english/record.js';
import { report } from './english/report.js';
import { filesRow, rows, signatureRow, signerRow, timeRow } from './english/rows.js';
import { predicate, signed } from './english/signed.js';
import { install, root, sigstores } from './english/sigstores.js';
import { trust } from './english/trust.js';
import { extent, fileList, more, others, save, states, verdict, verdicts } from './english/verdict.js';

/**
 * All words of the page, by the view that shows them. A new text goes here first; German does not compile until it has the
 * same. Where grammar is needed, an entry is a function of values. What others wrote comes in quoted, or as a piece of a
 * sentence that is shown apart.
 */
export const english = {
  format,
  page,
  proof,
  about,
  organisation,
  basis,
  notices,
  problems,
  choose,
  connected,
  hub,
  embed,
  reading,
  claims,
  ready,
  options,
  expect,
  identity,
  certificate,
  field,
  sigstores,
  install,
  root,
  checking,
  verdicts,
  states,
  verdict,
  next,
  rows,
  filesRow,
  signatureRow,
  signerRow,
  timeRow,
  evidence,
  pictures,
  raw,
  remember,
  expected,
  run,
  signed,
  predicate,
  fileList,
  browse,
  others,
  extent,
  more,
  save,
  print,
  controls,
  record,
  report,
  link,
  memory,
  trust,
};

export type Catalogue = typeof english;
