import type { Note, TrustPart } from '../note.js';
import { quote, quoted } from '../quote.js';
import type { NameTwin } from '../reason.js';
import { CLAIMANTS, technical, TRUSTED_ROOT } from './phrases.js';

export function noteText(note: Note): string {
  switch (note.code) {
    case 'unknown-key':
      return `Die Signatur enthält einen Eintrag, den diese Fassung nicht kennt: ${quote(note.at)}. Am Ergebnis ändert er nichts.`;
    case 'deprecated-format':
      return `Die Signatur hat ein älteres Format (${quote(note.predicateType)}).`;
    case 'name-twins': {
      const [one, other] = note.names;
      return `Zwei signierte Namen sehen ähnlich aus: ${quote(one)} und ${quote(other)}. ${TWINS[note.twin]}`;
    }
    case 'signer-ignore-path-unusable':
      return `Der Unterzeichner wollte ${quote(note.path)} auslassen. Das ist kein brauchbarer Pfad; deshalb wurde dort nichts ausgelassen.`;
    case 'signed-pointer':
      return `${quote(note.path)} stimmt überein, wurde aber als Verweisdatei signiert: als kurzer Text, der sagt, welche Datei dorthin gehört. Diese Datei selbst ist weder hier noch signiert.`;
    case 'trust-part-unusable':
      return `Die ${TRUSTED_ROOT} nennt ${TRUST_PARTS[note.part]}${note.name === '' ? '' : ` (${quote(note.name)})`}, aber dieser Teil ist nicht verwendbar ${technical(note.problem)}. Der Rest wurde verwendet.`;
    case 'trust-stale':
      return `Die Liste der Stellen und Protokolle, auf die sich diese Prüfung stützt, ist ${String(note.days)} Tage alt (Stand ${note.asOf.slice(0, 10)}, ${TRUST_SOURCES[note.source]}). Was seitdem zurückgezogen wurde, ist hier nicht bekannt. Aktualisieren Sie sie.`;
    case 'timestamp-not-used':
      return `Ein Zeitstempel stammt von einem Zeitstempeldienst, den die verwendete ${TRUSTED_ROOT} nicht kennt (${quoted(note.issuer)}). Er wurde nicht verwendet.`;
    case 'proof-not-used':
      return 'Ein Protokolleintrag bringt einen Nachweis ohne die Bestätigung des Protokolls mit; in der ältesten Fassung der Signaturdatei ist das erlaubt. Er wurde nicht verwendet: Geprüft wurde die Zusage des Protokolls.';
    case 'log-not-used':
      return `Die Signatur steht in einem Transparenzprotokoll, das hier nicht bekannt ist (${note.logId.slice(0, 16)}…). Es wurde nicht befragt. Für die Signatur bürgt der Schlüssel.`;
    case 'root-without-log':
      return `Die verwendete ${TRUSTED_ROOT} nennt kein Transparenzprotokoll. Deshalb wurde keines befragt, ob es die Signatur kennt.`;
    case 'root-without-ct-log':
      return `Die verwendete ${TRUSTED_ROOT} nennt kein Transparenzprotokoll für Zertifikate. Deshalb wurde kein Nachweis verlangt, dass dieses Zertifikat veröffentlicht wurde.`;
    case 'log-entry-absent':
      return `Die Signatur bringt keinen Eintrag eines Transparenzprotokolls mit. Deshalb war die verwendete ${TRUSTED_ROOT} hier ohne Bedeutung. Für die Signatur bürgt der Schlüssel.`;
    case 'certificates-not-used':
      return note.count === 1
        ? 'Die Signatur bringt ein weiteres Zertifikat mit, das nicht gebraucht wird.'
        : `Die Signatur bringt ${String(note.count)} weitere Zertifikate mit, die nicht gebraucht werden.`;
    case 'key-hint-unknown':
      return `Die Signatur nennt ihren Schlüssel auf eine Weise, die wir nicht kennen (${quoted(note.hint)}). Sie wurde trotzdem mit Ihrem Schlüssel erstellt.`;
    case 'statement-not-passed':
      return note.result === null
        ? 'Die Erklärung sagt nicht, dass irgendetwas bestanden wurde.'
        : `Die Erklärung sagt nicht, dass alles bestanden wurde: Ihr Ergebnis ist ${quote(note.result)}.`;
    case 'claimed-differs':
      return `${CLAIMANTS[note.by]} nennt einen anderen Unterzeichner als diesen. Es zählt, was Sie angegeben haben.`;
    case 'signed-through-list':
      return `Signiert ist das Verzeichnis dieses Artefakts (${quote(note.list)}), das ${note.count === 1 ? '1 Datei' : `${note.count} Dateien`} mit Prüfsumme nennt: Damit wurde verglichen.`;
    case 'other-subjects':
      return note.count === 1
        ? 'Die Erklärung handelt auch von einer anderen Datei, die nicht unter diesen ist.'
        : `Die Erklärung handelt auch von ${String(note.count)} anderen Dateien, die nicht unter diesen sind.`;
    case 'subjects-not-used':
      return note.count === 1
        ? 'Die Erklärung nennt etwas ohne eine Prüfsumme, die wir berechnen können.'
        : `Die Erklärung nennt ${String(note.count)} Dinge ohne eine Prüfsumme, die wir berechnen können.`;
    case 'subject-name-differs':
      return `Die Bytes von ${quote(note.path)} wurden unter dem Namen ${quote(note.signed)} signiert.`;
  }
}

const TWINS: Readonly<Record<NameTwin, string>> = {
  form: 'Sie enthalten dieselben Zeichen, auf zwei Weisen zusammengesetzt; manche Datenträger halten sie für denselben Namen.',
  case: 'Sie unterscheiden sich nur in Groß- und Kleinschreibung; manche Datenträger halten sie für denselben Namen.',
  'look-alike': 'Sie enthalten Zeichen, die gleich aussehen.',
};

const TRUST_SOURCES = {
  embedded: 'wie mit dieser Fassung ausgeliefert',
  refreshed: 'bei der letzten Aktualisierung',
  supplied: 'wie übergeben',
} as const;

const TRUST_PARTS: Readonly<Record<TrustPart, string>> = {
  log: 'ein Transparenzprotokoll',
  'ct-log': 'ein Transparenzprotokoll für Zertifikate',
  'certificate-authority': 'eine Zertifizierungsstelle',
  'timestamp-authority': 'einen Zeitstempeldienst',
};
