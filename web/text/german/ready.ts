import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { counted, files, format } from './format.js';

function logged(at: string | null): string {
  return at === null ? '' : `, und am ${at} protokolliert worden`;
}

export const claims: Catalogue['claims'] = {
  title: 'Was gefunden wurde',
  chosen: (first, others) => `${first} und ${counted(others, 'weitere Datei', 'weitere Dateien')}`,
  size: (fileCount, totalBytes) => `${files(fileCount)}, ${format.bytes(totalBytes)}`,
  which: (signatures) =>
    `${counted(signatures, 'Signatur wurde', 'Signaturen wurden')} gefunden. Welche möchten Sie prüfen?`,
  judged: (verdict, time) => `Geprüft am ${time}, mit dem, was Sie da erwarteten: ${verdict}`,
  tag: 'Eine Behauptung, noch nicht geprüft',
  bySigstore: (identity, issuer) => [
    'Nach ihrer eigenen Angabe stammt diese Signatur von ',
    foreign(identity, 'strong'),
    ', und ',
    foreign(issuer, 'strong'),
    ' hat bestätigt, wer das ist.',
  ],
  byCertificate: (subject) => [
    'Nach ihrer eigenen Angabe wurde diese Signatur mit dem Zertifikat von ',
    subject === null ? 'jemandem ohne Namen' : foreign(subject, 'strong'),
    ' erstellt.',
  ],
  byKey: (fingerprint) => [
    'Nach ihrer eigenen Angabe wurde diese Signatur mit einem privaten Schlüssel erstellt.',
    ...(fingerprint === null
      ? []
      : [' Der zugehörige öffentliche Schlüssel hat den Fingerabdruck ', foreign(fingerprint, 'mono'), '.']),
  ],
  saysFiles: (count, loggedAt) =>
    loggedAt === null
      ? `Sie nennt ${files(count)}.`
      : `Sie nennt ${files(count)} und gibt an, am ${loggedAt} protokolliert worden zu sein.`,
  saysKind: (kind, loggedAt) => `Sie gibt an, ${kind} zu sein${logged(loggedAt)}.`,
  caution: {
    model: 'So etwas kann jeder behaupten; ob es stimmt, zeigt die Prüfung weiter unten.',
    file: 'So etwas kann jeder behaupten. Die Prüfung weiter unten zeigt, wer signiert hat und ob es um diese Datei geht, nicht aber, ob der Inhalt der Erklärung stimmt.',
  },
  type: (type) => ['Ihr Typ: ', foreign(type, 'mono')],
  leavesOut: (some, more) => [
    'Der Unterzeichner möchte auslassen: ',
    ...some,
    ...(more > 0 ? [` und ${format.count(more)} weitere`] : []),
  ],
  signatureFile: (name) => ['Signaturdatei: ', foreign(name, 'mono')],
  liesIn: (folder, beside) => [
    'Die signierten Dateien liegen im Ordner ',
    foreign(folder, 'mono'),
    beside ? ', und die Signatur daneben oder darüber.' : '.',
  ],
  checkFolder: {
    button: 'Diesen Ordner prüfen',
    hint: 'Was außerhalb dieses Ordners liegt, gehört dann nicht zum Modell.',
  },
  onlyFolder: (folder) => [
    'Das Modell ist nur der Ordner ',
    foreign(folder, 'mono'),
    '. Was außerhalb liegt, gehört nicht dazu.',
  ],
  checkAll: 'Alles prüfen, was gewählt wurde',
  useOwn: 'Stattdessen die des Modells verwenden',
  addSignature: 'Signaturdatei (wenn sie nicht im Ordner liegt)',
  addSignatureOfHost: 'Signaturdatei (wenn der Dienst sie nicht hat)',
};

export const ready: Catalogue['ready'] = {
  sampleRemembered:
    'Das ist eine Vorführung. Der Unterzeichner und das Sigstore, das für ihn bürgt, sind erfunden.',
  sample:
    'Das ist eine Vorführung. Der Unterzeichner und das Sigstore, das für ihn bürgt, sind erfunden und unten schon für Sie eingetragen. Bei einem echten Modell erfahren Sie beides von seinem Herausgeber.',
  check: 'Prüfen',
  chooseElse: 'Etwas anderes wählen',
};

export const options: Catalogue['options'] = {
  title: 'Optionen',
  only: 'Nur diese Pfade prüfen',
  onlyHint:
    'Einer pro Zeile, von der obersten Ebene des Modells aus: eine Datei, oder ein Ordner mit allem, was darin ist. Den Rest sieht sich die Prüfung nicht an; deshalb ist das Ergebnis dann nie grün.',
  ignore: 'Pfade, die ausgelassen werden',
  ignoreHint:
    'Einer pro Zeile, von der obersten Ebene des Modells aus: eine Datei, oder ein Ordner mit allem, was darin ist. Eine signierte Datei wird trotzdem geprüft.',
  odd: 'Auch ausgelassen, mit Namen, die sich hier nicht schreiben lassen:',
  unsigned: 'Dateien, die nicht signiert sind, nicht beanstanden',
  unsignedHint: 'Sie bleiben im Bericht, und die Überschrift sagt, wie viele es sind.',
};
