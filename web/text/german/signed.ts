import { predicateName } from '../../../src/german.js';
import type { JudgingStatement } from '../../lib/predicate.js';
import type { Catalogue } from '../english.js';
import { counted, files } from './format.js';

export const signed: Catalogue['signed'] = {
  title: 'Was signiert wurde',
  kind: 'Art',
  type: 'Typ',
  file: 'eine Signatur über eine Datei',
  statement: (fileCount, name) => `eine Erklärung über ${files(fileCount)}: ${predicateName(name)}`,
  unknownStatement: (fileCount) =>
    `eine Erklärung über ${files(fileCount)}, von einer Art, die hier nicht bekannt ist`,
  standing: {
    invalid: 'Die Signatur passt nicht, also ist auf nichts davon Verlass.',
    notChecked: 'Die Signatur wurde nicht geprüft: Das sagt nur die Signaturdatei.',
    file: 'Die Signatur gilt den Bytes einer Datei. Sie gibt der Datei keinen Namen und sagt nichts über sie.',
    statement:
      'Was in einer Erklärung steht, behauptet ihr Unterzeichner. Ob es wahr ist, wurde nicht geprüft.',
    untrusted: 'Und niemand, dem Sie vertrauen, bürgt für diesen Unterzeichner.',
    different: 'Und der Unterzeichner ist nicht der, den Sie erwarten.',
  },
  theFile: 'Die Datei',
  theFiles: 'Die Dateien, um die es geht',
  withDigests: (fileCount) => `${files(fileCount)} mit ihren Prüfsummen`,
  unnamedFile: 'Eine Datei ohne Namen',
  inSignersWords: 'In den Worten des Unterzeichners',
  saysNothing: 'Darüber hinaus sagt die Erklärung nichts.',
  statementText: 'Was in der Erklärung steht',
  statementJson: 'Was in der Erklärung steht, als JSON',
};

const JUDGING: Readonly<Record<JudgingStatement, string>> = {
  'test-result': 'ein Testergebnis',
  'verification-summary': 'ein Prüfbericht',
};

export const predicate: Catalogue['predicate'] = {
  warning: {
    tooLong: (kind) =>
      `Signiert wurde ${JUDGING[kind]}. Das Ergebnis darin konnte hier nicht gelesen werden, weil der Text zu lang ist.`,
    noResult: (kind) => `Signiert wurde ${JUDGING[kind]}. Ein Ergebnis steht nicht darin.`,
    says: (kind, term, value) => `Signiert wurde ${JUDGING[kind]}. ${term}: ${value}.`,
  },
  notStated: 'nicht angegeben',
  builder: 'Erstellt durch',
  buildKind: 'Art des Builds',
  builtFrom: 'Erstellt aus',
  itsDigest: 'Prüfsumme davon',
  repository: 'Code-Repository',
  ref: 'Git-Ref',
  workflow: 'Workflow-Datei',
  run: 'Lauf',
  result: 'Ergebnis',
  passed: 'Bestandene Tests',
  warned: 'Tests mit einer Warnung',
  failed: 'Nicht bestandene Tests',
  verifier: 'Geprüft durch',
  policy: 'Richtlinie',
  package: 'Paket',
  version: 'Fassung',
  name: 'Bezeichnung',
  lists: 'Aufgeführt',
  about: 'Über',
  tests: (count) => counted(count, 'Test', 'Tests'),
  packages: (count) => counted(count, 'Paket', 'Pakete'),
  components: (count) => counted(count, 'Bestandteil', 'Bestandteile'),
};
