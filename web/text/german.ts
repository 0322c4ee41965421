import type { Catalogue } from './english.js';
import { about } from './german/about.js';
import { basis } from './german/basis.js';
import { browse } from './german/browse.js';
import { checking, reading } from './german/checking.js';
import { choose } from './german/choose.js';
import { connected } from './german/connected.js';
import { embed } from './german/embed.js';
import { evidence, expected, run } from './german/evidence.js';
import { certificate, expect, field, identity } from './german/expect.js';
import { format } from './german/format.js';
import { hub } from './german/hub.js';
import { link } from './german/link.js';
import { memory } from './german/memory.js';
import { next } from './german/next.js';
import { organisation } from './german/organisation.js';
import { notices, page, problems } from './german/page.js';
import { claims, options, ready } from './german/ready.js';
import { pictures } from './german/pictures.js';
import { controls, print } from './german/print.js';
import { proof } from './german/proof.js';
import { raw } from './german/raw.js';
import { remember } from './german/remember.js';
import { record } from './german/record.js';
import { report } from './german/report.js';
import { filesRow, rows, signatureRow, signerRow, timeRow } from './german/rows.js';
import { predicate, signed } from './german/signed.js';
import { install, root, sigstores } from './german/sigstores.js';
import { trust } from './german/trust.js';
import { extent, fileList, more, others, save, states, verdict, verdicts } from './german/verdict.js';

export const german: Catalogue = {
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
