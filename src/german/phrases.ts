import { day } from '../phrases.js';
import type { Claimant } from '../claimed.js';
import { quote, quoted, shortKey } from '../quote.js';
import type {
  AddressProblem,
  ChainProblem,
  CheckpointProblem,
  DigestProblem,
  LinkProblem,
  LogEntryPart,
  Method,
  NameProblem,
  NamedSigner,
  NameTwin,
  NearMiss,
  PatternProblem,
  PemProblem,
  PointerSystem,
  RemoteFileProblem,
  Reason,
  ShardProblem,
  TimestampProblem,
} from '../reason.js';

/** What a parser noted in English: of use to an expert, in quotation marks so that nobody takes it for our sentence. */
export function technical(detail: string): string {
  return `(technisch: ${quoted(detail)})`;
}

export const POINTER_WAYS: Readonly<Record<PointerSystem, string>> = {
  'git-lfs':
    'Führen Sie im Ordner des Modells den Befehl git lfs pull aus, oder laden Sie die Dateien neu herunter. Prüfen Sie dann noch einmal.',
  xet: 'Installieren Sie git-xet und holen Sie die Dateien damit, oder laden Sie die Dateien neu herunter. Prüfen Sie dann noch einmal.',
};

export function pointerCount(count: number, path: string): string {
  return count === 1
    ? `${quoted(path)} ist eine Verweisdatei`
    : `${String(count)} Dateien, zum Beispiel ${quoted(path)}, sind Verweisdateien`;
}

export const TRUSTED_ROOT = 'Vertrauensanker-Datei (trusted_root.json)';

/** They follow a name. */
export const NAME_PROBLEMS: Readonly<Record<NameProblem, string>> = {
  empty: 'ist leer',
  absolute: 'ist ein absoluter Pfad',
  parent: 'führt aus dem Ordner hinaus',
  'dot-part': 'hat einen Teil, der nur aus einem Punkt besteht',
  'empty-part': 'hat einen leeren Teil',
  backslash: 'enthält einen umgekehrten Schrägstrich',
  'drive-letter': 'beginnt mit einem Laufwerksbuchstaben',
  nul: 'enthält ein Nullzeichen',
  'ill-formed-unicode': 'ist kein wohlgeformter Text',
  'too-long': 'ist zu lang',
};

export const PEM_PROBLEMS: Readonly<Record<PemProblem, string>> = {
  empty: 'Die Datei ist leer',
  'too-large': 'Die Datei ist zu groß',
  'not-pem': 'Die Datei ist kein PEM-Text',
  'is-a-certificate': 'Die Datei enthält ein Zertifikat statt eines öffentlichen Schlüssels',
  'is-a-public-key': 'Die Datei enthält einen öffentlichen Schlüssel statt eines Zertifikats',
  'is-a-private-key': 'Die Datei enthält einen privaten Schlüssel, und den sollten Sie niemandem geben',
  'several-keys': 'Die Datei enthält mehrere Schlüssel',
  'unsupported-key':
    'Der Schlüssel darin ist von einer Art oder Länge, die hier nicht verwendet wird (der Schlüssel eines Unterzeichners muss ECDSA P-256, P-384 oder P-521 sein)',
  malformed: 'Die Datei ist beschädigt',
  'unsupported-algorithm': 'Das Zertifikat ist mit einem Verfahren signiert, das wir nicht prüfen',
  'unsupported-version':
    'Das Zertifikat hat eine alte Fassung von X.509, die nicht angeben kann, dass es einer Zertifizierungsstelle gehört',
};

export const CHAIN_PROBLEMS: Readonly<Record<ChainProblem, string>> = {
  'not-a-ca': 'Es gehört keiner Zertifizierungsstelle',
  'no-key-cert-sign': 'Es darf keine Zertifikate signieren',
  'path-too-long': 'Unter ihm stehen zu viele Zertifizierungsstellen',
  'extended-key-usage': 'Es ist für andere Zwecke ausgestellt als zum Signieren von Programmen',
  'unknown-critical-extension': 'Es hat eine zwingend zu beachtende Erweiterung, die wir nicht kennen',
  'name-constraints': 'Es darf solche Namen nicht bestätigen',
  version: 'Es hat nicht die Version 3',
  algorithm: 'Es ist mit einem Verfahren signiert, das wir nicht prüfen',
  'algorithm-mismatch': 'Es nennt zwei Signaturverfahren',
  key: 'Sein Schlüssel ist von einer Art oder Länge, die wir nicht verwenden',
};

export const DIGEST_PROBLEMS: Readonly<Record<DigestProblem, string>> = {
  length: 'Sie ist zu kurz oder zu lang',
  'upper-case': 'Sie enthält Großbuchstaben',
  'not-hex': 'Sie ist nicht hexadezimal',
};

export const SHARD_PROBLEMS: Readonly<Record<ShardProblem, string>> = {
  'no-range': 'Bei einem fehlt der Bytebereich',
  'empty-range': 'Einer hat keine Bytes',
  'backward-range': 'Einer endet, bevor er beginnt',
  overlap: 'Zwei überschneiden sich',
  gap: 'Dazwischen ist eine Lücke',
  'too-long': 'Einer ist länger, als die Signatur angibt',
  'short-before-last': 'Einer vor dem letzten ist zu kurz',
  'beyond-any-file': 'Einer liegt jenseits des Endes jeder denkbaren Datei',
};

export const PATTERN_PROBLEMS: Readonly<Record<PatternProblem, string>> = {
  empty: 'ist leer',
  'too-long': 'ist zu lang',
  'too-wide': 'würde auf fast jeden passen',
};

export const NAME_TWINS: Readonly<Record<NameTwin, string>> = {
  form: 'Die Namen sind gleich geschrieben, aber verschieden kodiert (Unicode-Formen)',
  case: 'Die Namen unterscheiden sich nur in Groß- und Kleinschreibung',
  'look-alike': 'Die Namen sehen ähnlich aus, sind aber nicht gleich',
};

export function alternativeNames(names: readonly string[]): string {
  if (names.length === 0) return 'hat keinen alternativen Namen';
  return `hat ${names.length === 1 ? 'den alternativen Namen' : 'die alternativen Namen'} ${names.map(quoted).join(', ')}`;
}

/** They follow “ist eine Verknüpfung,”. */
export const LINK_PROBLEMS: Readonly<Record<LinkProblem, string>> = {
  'not-allowed': 'und der Unterzeichner hat keine erlaubt',
  'leaves-the-model': 'die aus dem Modell hinausführt',
  broken: 'die ins Leere führt',
};

export const NEAR_MISSES: Readonly<Record<NearMiss, string>> = {
  case: 'Beide unterscheiden sich nur in Groß- und Kleinschreibung',
  'white-space': 'Beide unterscheiden sich nur in Leerzeichen',
  scheme: 'Beide unterscheiden sich nur im Anfang der Adresse (http, https oder keines von beiden)',
  trailing: 'Beide unterscheiden sich nur am Ende',
  'look-alike': 'Beide sehen ähnlich aus, sind aber nicht gleich',
};

export function near(miss: NearMiss | null): string {
  return miss === null ? '' : ` ${NEAR_MISSES[miss]}. Auch das ist ein Unterschied.`;
}

const METHODS: Readonly<Record<Method, readonly [nominative: string, dative: string]>> = {
  sigstore: ['eine Identität', 'einer Identität'],
  key: ['ein öffentlicher Schlüssel', 'einem öffentlichen Schlüssel'],
  certificate: ['das Zertifikat einer Zertifizierungsstelle', 'dem Zertifikat einer Zertifizierungsstelle'],
};

export function method(name: Method): string {
  return METHODS[name][0];
}

/** The dative: after “mit”. */
export function withMethod(name: Method): string {
  return METHODS[name][1];
}

export function fileCounts(counts: Extract<Reason, { code: 'files-differ' }>): string {
  const { changed, missing, unsigned, unreadable, changedDuringCheck } = counts;
  const parts: readonly (readonly [number, string])[] = [
    [changed, 'verändert'],
    [missing, missing === 1 ? 'fehlt' : 'fehlen'],
    [unsigned, 'nicht signiert'],
    [unreadable, 'nicht lesbar'],
    [changedDuringCheck, 'während der Prüfung verändert'],
  ];
  const words = parts.filter(([n]) => n > 0).map(([n, what]) => `${String(n)} ${what}`);
  return `Dateien weichen von dem ab, was signiert wurde: ${words.join(', ')}`;
}

/** Who says whom to expect, without being the person. */
export const CLAIMANTS: Readonly<Record<Claimant, string>> = {
  host: 'Die Seite, die das hier zeigt,',
  link: 'Der Link, über den Sie gekommen sind,',
};

/** A signer within a sentence, after “von” or “ist”. */
export function signerText(signer: NamedSigner | null): string {
  switch (signer?.method) {
    case undefined:
      return 'jemandem ohne Namen';
    case 'sigstore':
      if (signer.issuer === '') return quote(signer.identity);
      return `${quote(signer.identity)} (bestätigt von ${quote(signer.issuer)})`;
    case 'certificate':
      if (signer.name !== '') return quote(signer.name);
      return signer.fingerprint === null ? 'einem Zertifikat' : `dem Zertifikat ${quote(signer.fingerprint)}`;
    case 'key':
      return signer.fingerprint === null
        ? 'einem Schlüssel'
        : `dem Schlüssel ${shortKey(signer.fingerprint)}`;
  }
}

/** 31.01.2026, of an ISO time in UTC. */
export function date(iso: string): string {
  const text = day(iso);
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return dayOfMonth === undefined ? quote(text) : `${dayOfMonth}.${String(month)}.${String(year)}`;
}

export function bytes(n: number): string {
  return n < 1024 * 1024 ? `${String(n)} Byte` : `${(n / (1024 * 1024)).toFixed(0)} MiB`;
}

export function files(n: number): string {
  return n === 1 ? '1 Datei' : `${String(n)} Dateien`;
}

export const UNITS = { bytes: 'Byte', characters: 'Zeichen', entries: 'Einträge' } as const;

export function certificates(fingerprints: readonly string[]): string {
  return fingerprints.length === 0 ? 'keines' : fingerprints.map(quote).join(', ');
}

export const CHECKPOINT_PROBLEMS: Readonly<Record<CheckpointProblem, string>> = {
  origin: 'Sie betrifft ein anderes Protokoll als das, das sie signiert hat',
  'no-signature-by-the-log': 'Das Protokoll, das der Eintrag nennt, hat sie nicht signiert',
  signature: 'Ihre Signatur ist nicht die des Protokolls',
  'root-hash': 'Sie betrifft einen anderen Protokollbaum als der Nachweis',
  'tree-size': 'Sie betrifft einen Protokollbaum von anderer Größe als der Nachweis',
};

export const LOG_ENTRY_PARTS: Readonly<Record<LogEntryPart, string>> = {
  artifact: 'Dort steht ein anderer Inhalt',
  certificate: 'Dort steht ein anderes Zertifikat',
  key: 'Dort steht ein anderer Schlüssel',
  signature: 'Dort steht eine andere Signatur',
  kind: 'Er ist nicht von der Art, die die Signaturdatei angibt',
};

export const TIMESTAMP_PROBLEMS: Readonly<Record<TimestampProblem, string>> = {
  status: 'Der Zeitstempeldienst hat ihn nicht erteilt',
  'content-type': 'Was signiert wurde, ist kein Zeitstempel',
  'message-digest': 'Seine Signatur gehört zu einem anderen Zeitstempel',
  'signing-certificate': 'Er nennt das Zertifikat nicht, mit dem er signiert wurde',
  signature: 'Seine Signatur ist nicht die des Zeitstempeldienstes',
  certificate:
    'Das Zertifikat des Zeitstempeldienstes darf keine Zeitstempel ausstellen, oder es galt zu dieser Zeit nicht',
  algorithm: 'Er verwendet ein Verfahren, das wir nicht prüfen',
};

export const ADDRESS_PROBLEMS: Readonly<Record<AddressProblem, string>> = {
  scheme: 'ihr Anfang ist uns nicht bekannt',
  malformed: 'etwas darin fehlt oder steht am falschen Platz',
  'not-https': 'was ohne https kommt, kann unterwegs verändert werden',
  credentials: 'ein Name oder ein Geheimnis gehört nicht hinein',
  'too-long': 'sie ist zu lang',
};

export const REMOTE_FILE_PROBLEMS: Readonly<Record<RemoteFileProblem, string>> = {
  unreachable: 'es kam keine Antwort, die sich hier lesen ließ',
  refused: 'wir werden nicht eingelassen',
  'not-found': 'sie ist aufgelistet, aber nicht da',
  failed: 'der Dienst konnte nicht antworten',
  'too-slow': 'zu lange kam nichts',
  'cut-off': 'die Verbindung brach immer wieder ab',
  'too-long': 'es kam mehr, als der Dienst selbst auflistet',
  'too-short': 'es kam weniger, als der Dienst selbst auflistet',
  'wrong-part': 'der Dienst schickte einen anderen Teil als den verlangten',
};
