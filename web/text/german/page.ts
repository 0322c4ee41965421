import type { Catalogue } from '../english.js';
import { counted, files } from './format.js';

export const page: Catalogue['page'] = {
  documentTitle: 'Touchstone: Wer bürgt für genau diese Bytes?',
  tagline: 'Wer bürgt für genau diese Bytes?',
  dropInstead: 'Hier loslassen, um stattdessen das zu prüfen',
  dropOnForm: 'Ein anderes Modell hier loslassen, oder eine Signaturdatei zu diesem',
  privacy:
    'Alles geschieht auf Ihrem Gerät. Keine Datei, kein Name und kein Ergebnis wird irgendwohin gesendet.',
  loading: 'Der Rest dieser Seite wird noch geladen.',
  loaded: 'Was eine Prüfung braucht, ist geladen: Prüfungen gehen jetzt auch ohne Netz.',
  about: (version) => `Touchstone ${version}, für OpenSSF Model Signing und andere Sigstore-Signaturdateien`,
  announced: {
    reading: 'Was Sie gewählt haben, wird gelesen.',
    ready: (fileCount) => `${files(fileCount)} gefunden. Noch ist nichts geprüft.`,
    checking: 'Die Prüfung läuft.',
    verdict: (word, heard) => `Ergebnis: ${word}. ${heard}`,
  },
};

export const notices: Catalogue['notices'] = {
  slow: {
    title: 'In diesem Browser dauert die Prüfung lange',
    detail:
      'Er führt kein WebAssembly aus; besonders abgesicherte Browser schalten das ab. Die Ergebnisse sind dieselben, aber große Modelle brauchen etwa zehnmal so lange.',
    wayOut:
      'Wenn Ihnen das zu lange dauert, erlauben Sie WebAssembly für diese Seite, oder verwenden Sie einen anderen Browser oder das Kommandozeilenprogramm.',
  },
  insecure: {
    title: 'Diese Seite kam über eine ungeschützte Verbindung',
    detail:
      'Ihre Adresse beginnt mit http und nicht mit https; jeder auf dem Weg kann sie verändert haben. Was sie sagt, ist nicht mehr wert als das.',
    wayOut: 'Bitten Sie den Betreiber dieser Website um eine Adresse mit https.',
  },
  noWorkers: {
    title: 'Dieser Browser kann keine Modelle prüfen',
    detail: 'Er führt keine Web Workers aus, und ohne sie bliebe diese Seite stehen.',
    wayOut: 'Verwenden Sie eine aktuelle Fassung von Chrome, Edge, Firefox oder Safari.',
  },
  notStarted: {
    title: 'Ein Teil dieser Seite ist nicht gestartet',
    wayOut: 'Laden Sie die Seite mit Netz neu. Solange er nicht startet, kommt keine Prüfung zu einem Ende.',
  },
};

export const problems: Catalogue['problems'] = {
  dismiss: 'Schließen',
  broken: {
    title: 'Etwas ist fehlgeschlagen',
    wayOut:
      'Laden Sie die Seite neu, und versuchen Sie es noch einmal. Wenn es wieder geschieht, melden Sie uns bitte diesen Text.',
  },
  nothingDropped: {
    title: 'Es ist keine Datei angekommen',
    detail:
      'Was Sie auf die Seite gezogen haben, ist weder eine Datei noch ein Ordner, oder der Browser gibt es nicht heraus.',
    wayOut:
      'Ziehen Sie einen Ordner oder Dateien aus Ihrem Dateimanager auf die Seite, oder verwenden Sie die Schaltflächen.',
  },
  tooMuchDropped: {
    title: 'Das war zu viel auf einmal',
    detail: (folderCount, fileCount) =>
      `Sie haben ${counted(folderCount, 'Ordner', 'Ordner')} und ${files(fileCount)} auf die Seite gezogen.`,
    wayOut:
      'Ziehen Sie einen Ordner auf die Seite, oder einen Ordner und seine Signaturdatei, oder einzelne Dateien ohne Ordner.',
  },
  signatureLost: {
    title: 'Die Signaturdatei konnte nicht gelesen werden',
    gone: 'Sie ist nicht mehr unter den Dateien des Modells.',
    wayOut: 'Prüfen Sie, ob sie noch da ist, und wählen Sie die Signatur dann noch einmal.',
  },
  model: {
    unusable: 'Dieses Modell kann nicht geprüft werden',
    empty: 'Dort wurde keine Datei gefunden',
    linksToo: '„Dateien wählen“ folgt Verknüpfungen.',
  },
  sample: {
    title: 'Das Beispiel konnte nicht geladen werden',
    status: (status, path) => `Der Server hat auf ${path} mit ${String(status)} geantwortet.`,
    shape: 'Die Datei sample/index.json hat nicht die erwartete Form.',
    wayOut:
      'Das Beispiel wird von dort geholt, woher diese Seite kam. Ohne Netz wählen Sie ein eigenes Modell.',
  },
};
