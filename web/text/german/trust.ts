import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { format } from './format.js';

export const trust: Catalogue['trust'] = {
  link: 'Vertrauen',
  back: 'Zurück zum Prüfen',
  title: 'Vertrauen',
  lead: 'Der Name eines Unterzeichners zählt nur auf das Wort anderer hin: Stellen, die bestätigen, wer signiert hat, und Protokolle, die Signaturen bezeugen. Manche kommen hinzu, manche werden zurückgezogen. Was zurückgezogen ist, darf nicht mehr zählen; deshalb muss diese Liste aktuell bleiben.',
  public: 'Das öffentliche Sigstore',
  byYou: 'Von Ihnen installiert.',
  embedded: (asOf) => `Die Liste kam mit dieser Fassung von Touchstone, Stand ${format.date(asOf)}.`,
  refreshed: (at, repository) => [
    `Aktualisiert am ${format.time(at)} aus `,
    foreign(repository, 'mono'),
    '.',
  ],
  supplied: 'Es ist die Datei, die Sie installiert haben.',
  neverUpdated: 'Aus dem Verzeichnis wurde noch nichts geholt.',
  unnamed: 'Ob sie noch die aktuelle ist, sagt hier nichts; das Verzeichnis dieses Sigstore könnte es.',
  stale: (days) =>
    `Die Liste ist ${format.days(days)} alt. Was seitdem zurückgezogen wurde, ist hier nicht bekannt und zählt noch. Aktualisieren Sie sie unten.`,
  over: (until) =>
    `Was zuletzt vom Verzeichnis gesehen wurde, war bis ${format.date(until)} zu verwenden. Aktualisieren Sie unten, um zu erfahren, was seitdem kam.`,
  damaged:
    'Etwas von dem, was hier lag, hielt beim Lesen nicht stand und wurde ausgelassen. Aktualisieren Sie unten, um es neu zu haben.',
  fleeting:
    'Dieser Browser gibt der Seite keinen Speicher: Was jetzt geholt wird, bleibt, bis die Seite geschlossen wird; der nächste Besuch beginnt mit dem, was mit dieser Fassung kam.',
  age: 'Alter',
  ageOf: (days) => (days === 0 ? 'weniger als ein Tag' : format.days(days)),
  root: 'Fassung des Ursprungs (root.json)',
  until: 'Was zuletzt davon gesehen wurde, gilt bis',
  versions: 'Fassungen der Listen',
  versionsOf: (timestamp, snapshot, targets) =>
    `timestamp: ${String(timestamp)}, snapshot: ${String(snapshot)}, targets: ${String(targets)}`,
  parts: 'Stellen und Protokolle',
  kinds: {
    'certificate-authority': 'Zertifizierungsstellen: Sie bestätigen, wer signiert hat',
    log: 'Transparenzprotokolle für Signaturen: Sie bezeugen, dass eine Signatur gemacht wurde, und wann',
    'ct-log': 'Transparenzprotokolle für Zertifikate: Sie bezeugen, was die Stellen ausgestellt haben',
    'timestamp-authority': 'Zeitstempeldienste: Sie sagen, wann',
  },
  kind: {
    'certificate-authority': 'Zertifizierungsstelle',
    log: 'Transparenzprotokoll für Signaturen',
    'ct-log': 'Transparenzprotokoll für Zertifikate',
    'timestamp-authority': 'Zeitstempeldienst',
  },
  standings: { 'in-use': 'in Gebrauch', ended: 'beendet', 'not-yet': 'noch nicht in Gebrauch' },
  period: (start, end) =>
    end === null ? `seit ${format.date(start)}` : `${format.date(start)} bis ${format.date(end)}`,
  ended: 'Von den beendeten gilt: Was sie vor ihrem Ende signiert haben, zählt noch; nichts Späteres.',
  key: (key, sha256) => `${key === '' ? 'Schlüssel' : `Schlüssel ${key}`}, SHA-256 ${sha256}…`,
  picture:
    'Balken: die Zeit, in der das Wort zählt; als Umriss, was davon noch kommt. Der Strich ist der heutige Tag.',
  changed: 'Was sich bei der letzten Aktualisierung geändert hat',
  since: (asOf) => `Verglichen mit dem, was vorher hier stand, Stand ${format.date(asOf)}:`,
  sinceFile: 'Verglichen mit der Datei, die Sie installiert haben:',
  unchanged: 'Nichts: Stellen und Protokolle sind dieselben.',
  changes: { added: 'Hinzugekommen', removed: 'Entfernt', ended: 'Beendet', changed: 'Geändert' },
  mirrorRefused:
    'Die Kopie der Liste der Stellen und Protokolle auf dieser Website wurde abgelehnt. Was bisher galt, bleibt in Gebrauch.',
  update: {
    title: 'Aktualisieren',
    how: 'Jede Datei wird geprüft: von genügend der richtigen Schlüssel signiert, nicht älter als das, was schon gesehen wurde, und noch in ihrer Zeit. Stimmt etwas nicht, bleibt in Gebrauch, was gut ist.',
    site: 'Von dieser Website aktualisieren',
    siteNote:
      'Aus der Kopie, die der Betreiber dieser Website hier bereithält. Nichts geht an jemand anderen.',
    folder: 'Aus einem Ordner aktualisieren',
    folderNote:
      'Eine mitgebrachte Kopie des Verzeichnisses, wie es veröffentlicht oder ausgecheckt ist. Geht ohne Netz.',
    connected: 'Aus dem öffentlichen Verzeichnis holen',
    connectedNote:
      'Öffnet die eine Seite von Touchstone, die sich anderswohin verbindet: mit dem öffentlichen Verzeichnis von Sigstore, sobald Sie dort darum bitten. Sie liest kein Modell.',
    running: 'Es wird aktualisiert.',
    asking: (file) => [foreign(file, 'mono'), ' wird gelesen.'],
    cancel: 'Abbrechen',
    cancelled: 'Abgebrochen. Was bisher galt, bleibt in Gebrauch.',
    none: 'In diesem Ordner ist kein solches Verzeichnis: Es fand sich darin keine timestamp.json. Wählen Sie den Ordner, in dem sie liegt.',
    broken:
      'Die Aktualisierung brach ab. Was bisher galt, bleibt in Gebrauch. Laden Sie die Seite neu, und versuchen Sie es noch einmal.',
    done: (rootVersion) => `Aktuell, nach Fassung ${String(rootVersion)} der root.json.`,
    refused: 'Nicht aktualisiert.',
  },
  forget: {
    label: 'Vergessen, was aktualisiert wurde',
    ask: 'Dann zählt wieder die Liste, die mit dieser Fassung kam. Stellen und Protokolle, die seitdem zurückgezogen wurden, können wieder zählen, und ein älterer Stand des Verzeichnisses würde für neu gehalten.',
    labelOwn: 'Verzeichnis vergessen',
    askOwn:
      'Dann zählt wieder Ihre Datei, wie Sie sie installiert haben. Stellen und Protokolle, die seitdem zurückgezogen wurden, können wieder zählen, und ein älterer Stand des Verzeichnisses würde für neu gehalten.',
    yes: 'Vergessen',
    done: 'Es ist vergessen.',
  },
  attach: {
    title: 'Sein Verzeichnis nennen',
    note: 'Wenn die Betreiber dieses Sigstore ein Verzeichnis nach The Update Framework veröffentlichen, kann diese Seite das Vertrauen aktuell halten. Beziehen Sie die root.json von denen, die es betreiben, und von niemandem sonst: Alles andere wird nach ihren Schlüsseln geprüft.',
    anchor: 'root.json des Verzeichnisses',
    folder: 'Ordner dieser Website, in dem es liegt',
    folderHint:
      'Etwa trust/acme/. Lassen Sie es leer, um aus einem Ordner auf diesem Gerät zu aktualisieren.',
    notHere:
      'Das ist kein Ordner dieser Website. Geben Sie einen wie trust/acme/ an, oder lassen Sie es leer.',
    noAnchor: 'Wählen Sie die root.json seines Verzeichnisses.',
    button: 'Dieses Verzeichnis verwenden',
  },
  stalest: {
    title: 'Wenn die Liste alt ist',
    label: 'Tage, nach denen jede Prüfung es sagt',
    hint: 'Von 1 bis 3650. Am Ergebnis ändert das nichts, nur an dem, was daneben steht.',
    wrong: 'Geben Sie eine ganze Zahl von 1 bis 3650 an.',
    saved: 'Ab der nächsten Prüfung.',
  },
  toUpdate: 'Ansehen, wessen Wort zählt, und aktualisieren',
  manage: 'Woher diese Liste kommt und wie alt sie ist',
};
