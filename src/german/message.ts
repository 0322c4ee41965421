import type { Message } from '../message.js';
import { POINTER_SYSTEMS } from '../phrases.js';
import { quote, quoted } from '../quote.js';
import type { Reason } from '../reason.js';
import { expectationsMessage } from './expectations-message.js';
import {
  ADDRESS_PROBLEMS,
  alternativeNames,
  bytes,
  certificates,
  CHAIN_PROBLEMS,
  CHECKPOINT_PROBLEMS,
  date,
  DIGEST_PROBLEMS,
  fileCounts,
  files,
  LINK_PROBLEMS,
  LOG_ENTRY_PARTS,
  method,
  NAME_PROBLEMS,
  NAME_TWINS,
  near,
  PATTERN_PROBLEMS,
  PEM_PROBLEMS,
  pointerCount,
  POINTER_WAYS,
  REMOTE_FILE_PROBLEMS,
  SHARD_PROBLEMS,
  signerText,
  technical,
  TIMESTAMP_PROBLEMS,
  TRUSTED_ROOT,
  UNITS,
  withMethod,
  CLAIMANTS,
} from './phrases.js';

const ASK_PUBLISHER =
  'Bitten Sie den Herausgeber noch einmal um die Signaturdatei, oder laden Sie sie neu herunter.';
const DO_NOT_USE = 'Verwenden Sie diese Kopie nicht. Beziehen Sie sie und ihre Signatur neu vom Herausgeber.';
const OTHER_SIGNER =
  'Verlassen Sie sich nicht darauf, solange der Herausgeber diesen Unterzeichner nicht bestätigt. Wenn Sie sich vertippt haben, berichtigen Sie die Angabe und prüfen Sie noch einmal.';
const ASK_SIGNER = 'Bitten Sie den Unterzeichner, neu zu signieren.';
const LOOK_FOR_UPDATE =
  'Eine neuere Fassung von Touchstone kennt sie vielleicht: Suchen Sie nach einer Aktualisierung. Sonst fragen Sie den Herausgeber, wie sie entstand.';
const PRIVATE_SIGSTORE = `Wenn das zu einem privaten Sigstore gehört, wählen Sie dessen ${TRUSTED_ROOT}.`;

/** Without a default: a code that has no German does not compile. */
export function message(reason: Reason): Message {
  switch (reason.code) {
    case 'bundle-not-found':
      return {
        text: 'Hier ist keine Sigstore-Signaturdatei.',
        wayOut:
          'Wenn die Signatur als eigene Datei kam, wählen Sie auch diese. Sonst bürgt niemand für diese Dateien.',
      };
    case 'bundle-ambiguous':
      return {
        text: `Hier gibt es mehrere Signaturen: ${reason.paths.slice(0, 5).map(quoted).join(', ')}.`,
        wayOut: 'Wählen Sie die, die geprüft werden soll.',
      };
    case 'bundle-several':
      return {
        text:
          reason.count === 1
            ? 'Diese Datei ist selbst keine Signaturdatei, sondern eine Liste mit einer Signatur darin.'
            : `Diese Datei enthält ${String(reason.count)} Signaturen statt einer.`,
        wayOut:
          'Speichern Sie die Signatur, die Sie prüfen wollen, als eigene Datei, und wählen Sie dann diese.',
      };
    case 'bundle-empty':
      return { text: 'Die Signaturdatei ist leer.', wayOut: ASK_PUBLISHER };
    case 'bundle-too-large':
      return {
        text: `Die Signaturdatei hat ${bytes(reason.bytes)}; erlaubt sind höchstens ${bytes(reason.limit)}.`,
        wayOut: 'Prüfen Sie, ob es die Signaturdatei ist und nicht eine Datei des Modells.',
      };
    case 'bundle-not-json':
      return {
        text: 'Die Signaturdatei ist kein JSON, oder sie ist unvollständig.',
        wayOut: 'Prüfen Sie, ob es die Signaturdatei ist, und laden Sie sie dann neu herunter.',
      };
    case 'bundle-too-deep':
      return {
        text: `Die Signaturdatei ist mehr als ${String(reason.limit)} Ebenen tief verschachtelt.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'bundle-too-long':
      return {
        text: `Die Signaturdatei hat mehr als ${reason.limit} Einträge.`,
        wayOut:
          'Prüfen Sie, ob es die Signaturdatei ist. Wenn ja, verwenden Sie für ein Modell dieser Größe ein anderes Prüfprogramm.',
      };
    case 'bundle-duplicate-key':
      return {
        text: `In der Signaturdatei steht der Name ${quoted(reason.key)} zweimal an einer Stelle.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'bundle-unreadable':
      return {
        text: 'Die Signaturdatei konnte nicht gelesen werden.',
        wayOut: 'Wählen Sie sie noch einmal, und prüfen Sie, ob sie noch da ist.',
      };
    case 'bundle-malformed':
      return {
        text: `Die Signaturdatei ist beschädigt, und zwar bei ${quote(reason.at)} ${technical(reason.problem)}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'part-too-large':
      return {
        text: `Die Signaturdatei enthält zu viel: ${quote(reason.at)} hat mehr als ${String(reason.limit)} ${UNITS[reason.unit]}.`,
        wayOut:
          'Prüfen Sie, ob es die Signaturdatei ist. Wenn ja, bitten Sie den Unterzeichner, das Modell neu zu signieren.',
      };
    case 'media-type-unknown':
      return {
        text: `Die Signaturdatei ist von einer Art, die wir nicht kennen: ${quoted(reason.mediaType)}.`,
        wayOut: LOOK_FOR_UPDATE,
      };
    case 'base64-malformed':
      return {
        text: `Die Signaturdatei ist beschädigt: ${quote(reason.at)} ist kein Base64-Text.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'number-negative':
      return {
        text: `Die Signaturdatei ist beschädigt: ${quote(reason.at)} ist negativ, und negative Nummern gibt es in keinem Protokoll.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'root-in-bundle':
      return {
        text: `Die Signaturdatei bringt ein Wurzelzertifikat mit (${quoted(reason.subject)}). Wem zu vertrauen ist, darf aber nie die Signatur selbst bestimmen.`,
        wayOut: ASK_SIGNER,
      };
    case 'inclusion-promise-missing':
      return {
        text: `In einem Protokolleintrag fehlt die Zusage des Transparenzprotokolls. Eine Signaturdatei dieser Fassung muss sie enthalten (${quoted(reason.mediaType)}).`,
        wayOut: ASK_PUBLISHER,
      };
    case 'inclusion-proof-missing':
      return {
        text: `In einem Protokolleintrag fehlt der Nachweis, dass er im Transparenzprotokoll steht, oder die Bestätigung des Protokolls dazu. Eine Signaturdatei dieser Fassung muss beides enthalten (${quoted(reason.mediaType)}).`,
        wayOut: ASK_PUBLISHER,
      };
    case 'signature-missing':
      return { text: 'Die Signaturdatei enthält keine Signatur.', wayOut: ASK_PUBLISHER };
    case 'signatures-several':
      return {
        text: `Die Signaturdatei enthält ${String(reason.count)} Signaturen; erlaubt ist genau eine.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'payload-type-unknown':
      return {
        text: `Was signiert wurde, ist von unbekannter Art: ${quoted(reason.payloadType)}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'certificate-malformed':
      return {
        text: `In der Signaturdatei steht kein X.509-Zertifikat, wo eines hingehört (${quote(reason.at)}).`,
        wayOut: ASK_SIGNER,
      };
    case 'log-entry-missing':
      return {
        text: 'Die Signaturdatei enthält keinen Eintrag eines Transparenzprotokolls. Diese Art von Signatur braucht aber einen.',
        wayOut: ASK_SIGNER,
      };
    case 'statement-malformed':
      return {
        text: `Die signierte Erklärung ist beschädigt, und zwar bei ${quote(reason.at)} ${technical(reason.problem)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'statement-type-unknown':
      return {
        text: `Die signierte Erklärung ist von unbekannter Art: ${quoted(reason.type)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'predicate-type-unknown':
      return {
        text: `Was signiert wurde, ist keine Modellsignatur, sondern ${quoted(reason.predicateType)}.`,
        wayOut: 'Wählen Sie die Signaturdatei des Modells. Oft heißt sie model.sig.',
      };
    case 'manifest-empty':
      return { text: 'Die Signatur erfasst keine einzige Datei.', wayOut: ASK_SIGNER };
    case 'manifest-too-large':
      return {
        text: `Die Signatur erfasst ${String(reason.count)} Einträge; erlaubt sind höchstens ${String(reason.limit)}.`,
        wayOut: 'Verwenden Sie für ein Modell dieser Größe ein anderes Prüfprogramm.',
      };
    case 'name-unsafe':
      return {
        text: `Die Signatur nennt eine Datei auf gefährliche Weise: ${quoted(reason.name)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'name-duplicate':
      return {
        text: `Die Signatur nennt ${quoted(reason.name)} zweimal, oder einmal als Datei und einmal als Ordner.`,
        wayOut: ASK_SIGNER,
      };
    case 'hash-unsupported':
      return {
        text: `Die Signatur verwendet Prüfsummen, die wir nicht berechnen können: ${quoted(reason.algorithm)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'serialization-unsupported':
      return {
        text: `Die Dateien wurden auf eine Weise aufgelistet, die wir nicht kennen: ${quoted(reason.method)} mit ${quote(reason.hashType)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'algorithm-differs':
      return {
        text: `Der Eintrag ${quoted(reason.name)} verwendet ${quote(reason.algorithm)}, die Liste nennt aber ${quote(reason.hashType)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'digest-malformed':
      return {
        text: `Die Prüfsumme von ${quoted(reason.name)} ist keine ${reason.algorithm}-Prüfsumme: ${DIGEST_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'shards-inconsistent':
      return {
        text: `Die Teile von ${quoted(reason.name)} decken die Datei nicht genau einmal ab: ${SHARD_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'root-digest-differs':
      return { text: 'Die Prüfsumme der ganzen Liste passt nicht zur Liste.', wayOut: DO_NOT_USE };
    case 'subjects-unusable':
      return {
        text:
          reason.count === 0
            ? 'Die signierte Erklärung handelt von keiner einzigen Datei.'
            : 'Die signierte Erklärung nennt ihre Dateien auf keine Weise, die wir prüfen können (SHA-256, SHA-384 oder SHA-512).',
        wayOut: 'Bitten Sie den Unterzeichner um eine Erklärung mit SHA-256-Prüfsummen.',
      };
    case 'not-about-one-file':
      return {
        text: `Das ist die Signatur eines ganzen Modells (${files(reason.files)}). Mit einer einzelnen Prüfsumme lässt sie sich nicht vergleichen.`,
        wayOut: 'Prüfen Sie stattdessen den ganzen Ordner.',
      };
    case 'digest-unusable':
      return {
        text:
          reason.problem === 'absent'
            ? 'Die Signatur nennt ihre Datei mit einer anderen Art von Prüfsumme als der angegebenen.'
            : reason.problem === 'algorithm'
              ? 'Die angegebene Prüfsumme ist von einer Art, die wir nicht vergleichen können (möglich sind SHA-256, SHA-384 und SHA-512).'
              : `Die angegebene Prüfsumme kann keine sein: ${DIGEST_PROBLEMS[reason.problem]}.`,
        wayOut:
          'Geben Sie die Prüfsumme in der Art an, die signiert wurde: hexadezimal, in Kleinbuchstaben und mit dem Namen ihres Verfahrens. Oder prüfen Sie die Datei selbst.',
      };
    case 'method-differs':
      return {
        text: `Sie wollten mit ${withMethod(reason.asked)} prüfen, aber zu dieser Signatur gehört ${method(reason.found)}.`,
        wayOut: `Geben Sie mit ${withMethod(reason.found)} an, wen Sie erwarten, oder wählen Sie eine andere Signatur.`,
      };
    case 'public-key-needed':
      return {
        text: 'Diese Signatur wurde mit einem Schlüssel erstellt, und die Signaturdatei enthält ihn nicht.',
        wayOut:
          'Lassen Sie sich den öffentlichen Schlüssel vom Herausgeber geben, und wählen Sie die Datei, in der er steht.',
      };
    case 'public-key-unusable':
      return {
        text: `Der öffentliche Schlüssel ist nicht verwendbar: ${PEM_PROBLEMS[reason.problem]}.`,
        wayOut: 'Wählen Sie eine PEM-Datei, die mit -----BEGIN PUBLIC KEY----- beginnt.',
      };
    case 'root-needed':
      return {
        text: 'Sie haben kein Zertifikat genannt, dem Sie vertrauen.',
        wayOut:
          'Wählen Sie das Wurzelzertifikat der Zertifizierungsstelle, oder geben Sie den Fingerabdruck eines Zertifikats an, das Sie kennen.',
      };
    case 'root-unusable':
      return {
        text: `Das Zertifikat der Zertifizierungsstelle ist nicht verwendbar: ${PEM_PROBLEMS[reason.problem]}.`,
        wayOut: 'Wählen Sie eine PEM-Datei, die mit -----BEGIN CERTIFICATE----- beginnt.',
      };
    case 'root-not-self-signed':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} ist kein Wurzelzertifikat: Jemand anderes hat es signiert.`,
        wayOut: 'Wählen Sie das Wurzelzertifikat der Zertifizierungsstelle.',
      };
    case 'trusted-root-unusable':
      return {
        text: `Die Vertrauensanker-Datei ist nicht verwendbar ${technical(reason.detail)}.`,
        wayOut: `Wählen Sie die ${TRUSTED_ROOT}, die der Betreiber dieses Sigstore herausgibt.`,
      };
    case 'identity-empty':
      return {
        text: 'Die Angabe, welche Identität Sie erwarten, ist leer.',
        wayOut: 'Ergänzen Sie sie, oder geben Sie an, dass Sie nicht wissen, wen Sie erwarten.',
      };
    case 'issuer-empty':
      return {
        text: 'Die Angabe, welchen Aussteller Sie erwarten, ist leer.',
        wayOut: 'Ergänzen Sie sie, oder geben Sie an, dass Sie nicht wissen, wen Sie erwarten.',
      };
    case 'subject-empty':
      return {
        text: 'Die Angabe, welchen Inhaber des Zertifikats Sie erwarten, ist leer.',
        wayOut: 'Ergänzen Sie sie, oder lassen Sie sie weg.',
      };
    case 'subject-alt-name-empty':
      return {
        text: 'Die Angabe, welchen alternativen Namen Sie erwarten, ist leer.',
        wayOut: 'Ergänzen Sie sie, oder lassen Sie sie weg.',
      };
    case 'pattern-unusable':
      return {
        text: `Das Muster für die Identität ${PATTERN_PROBLEMS[reason.problem]}.`,
        wayOut: 'Schreiben Sie ein Muster wie *@example.com, oder die genaue Identität.',
      };
    case 'fingerprint-unusable':
      return {
        text: `Ihre Angabe ${reason.which === 'leaf' ? 'zum Zertifikat des Unterzeichners' : 'zu einer Zwischenzertifizierungsstelle'} ist kein SHA-256-Fingerabdruck: ${quoted(reason.fingerprint)}.`,
        wayOut:
          'Geben Sie 64 hexadezimale Ziffern an, mit oder ohne Doppelpunkte, wie der Befehl openssl x509 -noout -fingerprint -sha256 sie ausgibt.',
      };
    case 'only-path-unusable':
      return {
        text: `Der Pfad, der geprüft werden soll, ist nicht verwendbar: ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Verwenden Sie einen Pfad im Modell, zum Beispiel weights/part-1.bin.',
      };
    case 'only-path-unknown':
      return {
        text: reason.isHere
          ? `${quoted(reason.path)} ist vorhanden, aber nichts davon wurde signiert.`
          : `Unter ${quoted(reason.path)} wurde nichts signiert.`,
        wayOut:
          'Nennen Sie eine signierte Datei oder einen signierten Ordner, genau so geschrieben wie in der Signatur.',
      };
    case 'ignore-path-unusable':
      return {
        text: `Der Pfad, der ausgelassen werden soll, ist nicht verwendbar: ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Verwenden Sie einen Pfad im Modell, zum Beispiel docs/draft.md.',
      };
    case 'signature-differs':
      return {
        text: 'Die Signatur wurde nicht mit dem Schlüssel, den sie nennt, über diesen Inhalt erstellt.',
        wayOut: DO_NOT_USE,
      };
    case 'signature-unsupported':
      return {
        text: `Die Signatur verwendet ein Verfahren, das wir nicht prüfen können ${technical(reason.detail)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'chain-signature-differs':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} wurde nicht von der Zertifizierungsstelle signiert, die es nennt.`,
        wayOut: DO_NOT_USE,
      };
    case 'sct-invalid':
      return {
        text: 'Der Nachweis, dass das Zertifikat veröffentlicht wurde, hält der Prüfung nicht stand.',
        wayOut: DO_NOT_USE,
      };
    case 'log-promise-invalid':
      return {
        text: 'Die Zusage des Transparenzprotokolls zu dieser Signatur hält der Prüfung nicht stand. Sie sagt auch, wann signiert wurde.',
        wayOut: DO_NOT_USE,
      };
    case 'log-proof-invalid':
      return {
        text: 'Der Nachweis, dass die Signatur im Transparenzprotokoll steht, hält der Prüfung nicht stand.',
        wayOut: DO_NOT_USE,
      };
    case 'checkpoint-invalid':
      return {
        text: `Die Angabe des Transparenzprotokolls über seinen eigenen Stand hält der Prüfung nicht stand: ${CHECKPOINT_PROBLEMS[reason.problem]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-not-in-use':
      return {
        text: `Das Transparenzprotokoll ${quoted(reason.log)} war am ${date(reason.at)}, als signiert wurde, nicht in Betrieb.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-entry-differs':
      return {
        text: `Der Eintrag im Transparenzprotokoll betrifft etwas anderes: ${LOG_ENTRY_PARTS[reason.about]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-entry-unsupported':
      return {
        text: `Der Eintrag im Transparenzprotokoll ist von einer Art, die wir nicht lesen können: ${quoted(reason.kind)}.`,
        wayOut: LOOK_FOR_UPDATE,
      };
    case 'log-entry-malformed':
      return {
        text: `Der Eintrag im Transparenzprotokoll ist beschädigt, und zwar bei ${quote(reason.at)} ${technical(reason.problem)}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'timestamp-malformed':
      return {
        text: `Ein Zeitstempel, der belegen soll, wann signiert wurde, ist nicht lesbar ${technical(reason.problem)}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'timestamp-differs':
      return { text: 'Ein Zeitstempel gehört zu einer anderen Signatur als dieser.', wayOut: DO_NOT_USE };
    case 'timestamp-invalid':
      return {
        text: `Ein Zeitstempel, der belegen soll, wann signiert wurde, hält der Prüfung nicht stand: ${TIMESTAMP_PROBLEMS[reason.problem]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'timestamp-outside-validity':
      return {
        text: `Ein Zeitstempel ist vom ${date(reason.at)}. An diesem Tag war sein Zeitstempeldienst nicht in Betrieb.`,
        wayOut: DO_NOT_USE,
      };
    case 'identity-differs':
      return {
        text: `Der Unterzeichner ist ${quote(reason.actual)}; Sie erwarten ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'issuer-differs':
      return {
        text: `Den Unterzeichner hat der Aussteller ${quote(reason.actual)} bestätigt; Sie erwarten ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'subject-differs':
      return {
        text: `Der Inhaber des Zertifikats ist ${quote(reason.actual)}; Sie erwarten ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'subject-alt-name-differs':
      return {
        text: `Das Zertifikat ${alternativeNames(reason.actual)}; Sie erwarten ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'identity-not-in-pattern':
      return {
        text: `Der Unterzeichner ist ${quote(reason.actual)}. Das passt nicht zu Ihrem Muster ${quote(reason.pattern)}.`,
        wayOut: OTHER_SIGNER,
      };
    case 'certificate-differs':
      return {
        text:
          reason.which === 'leaf'
            ? `Das Zertifikat des Unterzeichners ist ${reason.actual.map(quote).join(', ')}; Sie erwarten ${quote(reason.expected)}.`
            : `Keine Zertifizierungsstelle zwischen dem Unterzeichner und dem Wurzelzertifikat hat den Fingerabdruck ${quote(reason.expected)}, den Sie erwarten. An Zertifikaten bringt die Signatur mit: ${certificates(reason.actual)}.`,
        wayOut:
          'Vergleichen Sie den Fingerabdruck mit dem, den Sie vom Herausgeber oder von der Zertifizierungsstelle haben. Verlassen Sie sich nicht auf dieses Modell, solange nicht einer von ihnen das andere Zertifikat bestätigt.',
      };
    case 'key-differs':
      return {
        text: `Nach ihrer eigenen Angabe wurde die Signatur mit dem Schlüssel ${quote(reason.actual)} erstellt; Ihrer ist ${quote(reason.expected)}.`,
        wayOut: 'Prüfen Sie, ob Sie den derzeitigen Schlüssel des Herausgebers haben.',
      };
    case 'pin-differs': {
      const claim = reason.isConfirmed ? '' : ' Das war eine Angabe, die niemand bestätigt hatte.';
      const before =
        reason.replacedAt === null
          ? ''
          : ` Diesen hatten Sie sich bis zum ${date(reason.replacedAt)} gemerkt und dann einen anderen gebilligt.`;
      return {
        text: `Nicht derselbe Unterzeichner wie beim letzten Mal: Am ${date(reason.pinnedAt)} haben Sie sich unter ${quoted(reason.name)} diesen gemerkt: ${signerText(reason.expected)}. Diese Signatur ist nach ihrer Angabe von ${signerText(reason.actual)}.${claim}${before}`,
        wayOut:
          'Fragen Sie den Herausgeber auf einem Weg, den Sie anderswoher kennen, ob er jetzt mit einem anderen Namen oder Schlüssel signiert. Nur wenn er das bestätigt, billigen Sie den Wechsel von Hand.',
      };
    }
    case 'pin-unconfirmed':
      return {
        text: `Es ist derselbe Unterzeichner, den Sie sich am ${date(reason.pinnedAt)} unter ${quoted(reason.name)} gemerkt haben. Das war aber nur eine Angabe: Niemand hatte bestätigt, wen Sie erwarten können.`,
        wayOut:
          'Sehen Sie auf der Seite des Herausgebers nach, wen Sie erwarten können, und geben Sie das an.',
      };
    case 'organisation-differs':
      return {
        text: `${quoted(reason.organisation)} nennt für dieses Modell (Eintrag ${quoted(reason.entry)}) einen anderen Unterzeichner: ${reason.expected.map(signerText).join(' oder ')}. Diese ist nach ihrer Angabe von ${signerText(reason.actual)}.`,
        wayOut: 'Verwenden Sie es nicht. Fragen Sie, wer diese Datei mit Erwartungen pflegt.',
      };
    case 'chain-without-trusted-root':
      return {
        text: `Kein Wurzelzertifikat, dem Sie vertrauen, bürgt für dieses Zertifikat: Seine Zertifikatskette endet bei ${quoted(reason.issuer)}, und dessen Zertifikat gehört nicht dazu.`,
        wayOut:
          'Wenn Sie diese Zertifizierungsstelle kennen, besorgen Sie sich ihr Wurzelzertifikat (bei Sigstore die Vertrauensanker-Datei trusted_root.json) aus einer Quelle, der Sie vertrauen, und wählen Sie es.',
      };
    case 'chain-not-allowed':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} darf in dieser Zertifikatskette nicht stehen: ${CHAIN_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'certificate-expired':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} ist am ${date(reason.notAfter)} abgelaufen, und nichts belegt, dass die Signatur älter ist.`,
        wayOut: ASK_SIGNER,
      };
    case 'certificate-not-yet-valid':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} gilt erst ab dem ${date(reason.notBefore)}.`,
        wayOut: 'Prüfen Sie, ob die Uhr dieses Computers richtig geht.',
      };
    case 'certificate-not-valid-when-signed':
      return {
        text: 'Als signiert wurde, galt das Zertifikat nicht, oder seiner Zertifizierungsstelle war nicht zu vertrauen.',
        wayOut: DO_NOT_USE,
      };
    case 'certificate-may-not-sign':
      return {
        text: `Das Zertifikat ${quoted(reason.subject)} wurde nicht zum Signieren ausgestellt.`,
        wayOut: ASK_SIGNER,
      };
    case 'identity-ambiguous':
      return {
        text: `Es ist nicht klar, wer signiert hat ${technical(reason.detail)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'key-came-with-model':
      return {
        text: 'Der einzige passende Schlüssel kam mit der Signatur selbst. Beides könnte also von irgendjemandem stammen.',
        wayOut:
          'Lassen Sie sich den öffentlichen Schlüssel vom Herausgeber geben, und wählen Sie die Datei, in der er steht.',
      };
    case 'log-unknown':
      return {
        text: `Die Signatur steht in einem Transparenzprotokoll, das die verwendete Vertrauensanker-Datei nicht kennt (${reason.logId.slice(0, 16)}…).`,
        wayOut: PRIVATE_SIGSTORE,
      };
    case 'timestamp-untrusted':
      return {
        text: `Nur ein Zeitstempel sagt, wann signiert wurde, und er stammt von einem Zeitstempeldienst, den die verwendete Vertrauensanker-Datei nicht kennt (${quoted(reason.issuer)}).`,
        wayOut: PRIVATE_SIGSTORE,
      };
    case 'signing-time-missing':
      return {
        text: 'Nichts belegt, wann signiert wurde, und das Zertifikat des Unterzeichners galt nur einige Minuten.',
        wayOut: 'Bitten Sie den Unterzeichner um eine Signatur mit Zeitstempel.',
      };
    case 'expectation-not-yours':
      return {
        text: `${CLAIMANTS[reason.by]} nennt diesen Unterzeichner. Sie haben nicht angegeben, wen Sie erwarten.`,
        wayOut:
          'Bringen Sie beim Herausgeber in Erfahrung, wer dieses Modell signiert. Geben Sie das ein, und prüfen Sie noch einmal.',
      };
    case 'trust-not-yours':
      return {
        text: `${CLAIMANTS[reason.by]} hat den Schlüssel, das Zertifikat oder die Vertrauensanker-Datei mitgebracht, die für diesen Unterzeichner bürgen. Das kann jeder selbst hergestellt haben.`,
        wayOut: 'Besorgen Sie sich die Datei von der Seite des Herausgebers, und wählen Sie sie selbst.',
      };
    case 'claimed-differs':
      return {
        text: `${CLAIMANTS[reason.by]} nennt diesen Unterzeichner: ${signerText(reason.expected)}. Diese Signatur ist nach ihrer Angabe von ${signerText(reason.actual)}.`,
        wayOut: 'Verwenden Sie es nicht, bevor Ihnen der Herausgeber gesagt hat, wer dieses Modell signiert.',
      };
    case 'nobody-named':
      return {
        text: 'Sie haben nicht angegeben, wen Sie erwarten.',
        wayOut:
          'Bringen Sie beim Herausgeber in Erfahrung, wer dieses Modell signiert. Geben Sie das ein, und prüfen Sie noch einmal.',
      };
    case 'expectations-unusable':
    case 'expectations-expired':
    case 'expectations-ambiguous':
    case 'expectations-silent':
    case 'log-required':
    case 'timestamp-required':
    case 'algorithm-not-allowed':
    case 'file-type-not-allowed':
      return expectationsMessage(reason);
    case 'files-differ':
      return {
        text: `${fileCounts(reason)}.`,
        wayOut:
          'Prüfen Sie, ob das der Ordner des Modells selbst ist. Beziehen Sie dann die abweichenden Dateien neu, oder verwenden Sie das Modell nicht.',
      };
    case 'single-file-signature':
      return {
        text: `Die Signatur gilt einer einzigen Datei, angegeben wurden aber ${files(reason.files)}.`,
        wayOut: 'Wählen Sie statt des Ordners diese Datei selbst, zusammen mit ihrer Signatur.',
      };
    case 'no-file-signed':
      return {
        text:
          reason.files === 1
            ? 'Diese Bytes sind nicht die, die signiert wurden: Entweder wurden sie verändert, oder die Signatur gehört zu einer anderen Datei.'
            : 'Keine dieser Dateien ist das, was signiert wurde.',
        wayOut:
          'Prüfen Sie, ob die Signatur zu dieser Datei gehört. Beziehen Sie dann beide neu vom Herausgeber.',
      };
    case 'signed-under-another-name':
      return {
        text:
          reason.signed === ''
            ? `Die Bytes von ${quoted(reason.path)} wurden signiert, aber nicht unter diesem Namen.`
            : `Die Bytes von ${quoted(reason.path)} wurden signiert, aber unter dem Namen ${quoted(reason.signed)}.`,
        wayOut:
          'Geben Sie der Datei wieder den signierten Namen, oder besorgen Sie die Datei, die zu diesem Namen gehört.',
      };
    case 'model-is-below':
      return {
        text: `Die signierten Dateien scheinen im Ordner ${quoted(reason.path)} zu liegen, nicht in dem, den Sie gewählt haben.`,
        wayOut: 'Wählen Sie jenen Ordner.',
      };
    case 'model-is-above':
      return {
        text: `Der Ordner, den Sie gewählt haben, scheint der Ordner ${quoted(reason.path)} des Modells zu sein.`,
        wayOut: 'Wählen Sie den Ordner darüber, der das ganze Modell enthält.',
      };
    case 'files-not-asked':
      return {
        text: 'Es wurde keine Datei geprüft: Nur die Signatur wurde angesehen.',
        wayOut: 'Laden Sie das Modell herunter, und prüfen Sie seinen Ordner.',
      };
    case 'remote-address-unusable':
      return {
        text: `${quoted(reason.address)} ist keine Adresse eines Modells, mit der wir etwas anfangen können: ${ADDRESS_PROBLEMS[reason.problem]}.`,
        wayOut:
          'Schreiben Sie hf://ORGANISATION/MODELL@REVISION, oci://HOST/NAME:TAG, oder die https://-Adresse eines Ordners mit einer Indexdatei.',
      };
    case 'remote-unreachable':
      return {
        text: `${quoted(reason.host)} gab keine Antwort, die sich hier lesen ließ.`,
        wayOut:
          'Vielleicht ist der Dienst gestört, oder er lässt andere Seiten nicht lesen, was er schickt. Versuchen Sie es später noch einmal, oder laden Sie das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'remote-not-found':
      return {
        text: `${quoted(reason.host)} sagt, dass es das nicht gibt: ${quote(reason.what)}.`,
        wayOut: 'Sehen Sie nach, ob die Adresse stimmt, und ob es diese Version noch gibt.',
      };
    case 'remote-refused':
      return {
        text: `${quoted(reason.host)} lässt uns nicht ohne Namen und Geheimnis hinein (${reason.status}). Manche Dienste sagen das auch, wenn es etwas nicht gibt.`,
        wayOut:
          'Suchen Sie nach einem Tippfehler in der Adresse. Wenn Sie dort ein Konto haben, geben Sie dem Befehl dessen Token ($HF_TOKEN; für eine Registry mit docker login), oder laden Sie das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'remote-failed':
      return {
        text: `${quoted(reason.host)} konnte nicht antworten (${reason.status}).`,
        wayOut:
          reason.status === 429
            ? 'Dort wurde zu oft gefragt: Warten Sie einige Minuten, und versuchen Sie es noch einmal.'
            : 'Versuchen Sie es später noch einmal, oder laden Sie das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'remote-too-slow':
      return {
        text: `${quoted(reason.host)} antwortete nicht innerhalb von ${reason.seconds} Sekunden.`,
        wayOut:
          'Versuchen Sie es später noch einmal, oder laden Sie das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'remote-listing-malformed':
      return {
        text: `Was ${quoted(reason.host)} auflistet, lässt sich nicht lesen: ${quote(reason.at)} ${quote(reason.problem)}.`,
        wayOut:
          'Sagen Sie es dem Betreiber. Laden Sie bis dahin das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'remote-listing-too-large':
      return {
        text: `${quoted(reason.host)} listet mehr als ${reason.unit === 'bytes' ? bytes(reason.limit) : `${reason.limit} Dateien`} auf.`,
        wayOut: 'Vergewissern Sie sich, dass die Adresse die eines einzelnen Modells ist.',
      };
    case 'remote-digest-differs':
      return {
        text: `${quoted(reason.host)} wurde nach ${quote(reason.what)} mit seiner Prüfsumme gefragt, und schickte etwas anderes.`,
        wayOut: 'Verwenden Sie nicht, was dort liegt, und sagen Sie es dem Betreiber.',
      };
    case 'remote-packed':
      return {
        text:
          reason.count === 1
            ? `${quoted(reason.path)} ist ein Archiv: Die Dateien darin lassen sich nicht einzeln vergleichen.`
            : `${reason.count} Teile, etwa ${quoted(reason.path)}, sind Archive: Die Dateien darin lassen sich nicht einzeln vergleichen.`,
        wayOut: 'Laden Sie das Modell herunter, entpacken Sie es, und prüfen Sie den Ordner.',
      };
    case 'remote-file-failed':
      return {
        text: `${quoted(reason.path)} war von ${quoted(reason.host)} nicht zu bekommen: ${REMOTE_FILE_PROBLEMS[reason.problem]}.`,
        wayOut:
          'Versuchen Sie es später noch einmal, oder laden Sie das Modell herunter, und prüfen Sie den Ordner.',
      };
    case 'hub-reported':
      return {
        text: `Es wurde keine Datei gelesen: ${quoted(reason.host)} sagt selbst, dass ${reason.agreeing} von ${reason.signed} signierten Dateien sind wie signiert.`,
        wayOut:
          'Lassen Sie die Dateien übertragen und prüfen, oder laden Sie das Modell herunter, und prüfen Sie seinen Ordner.',
      };
    case 'download-failed':
      return {
        text: `${quoted(reason.path)} konnte nicht in den Ordner geschrieben werden.`,
        wayOut:
          'Schaffen Sie Platz, oder wählen Sie einen anderen Ordner, und beginnen Sie noch einmal: Was schon da ist, bleibt.',
      };
    case 'only-some-asked':
      return {
        text: `Sie wollten nur einige Pfade prüfen: ${String(reason.checked)} von ${reason.signed === 1 ? '1 signierten Datei' : `${String(reason.signed)} signierten Dateien`} ${reason.checked === 1 ? 'wurde' : 'wurden'} geprüft.`,
        wayOut: 'Prüfen Sie ohne diese Auswahl, um etwas über das ganze Modell zu erfahren.',
      };
    case 'name-twin':
      return {
        text: `${quoted(reason.path)} ist nicht signiert; ${quoted(reason.signed)} ist signiert, fehlt aber. ${NAME_TWINS[reason.twin]}.`,
        wayOut:
          'Beziehen Sie die Datei neu unter ihrem eigenen Namen, oder geben Sie ihr diesen Namen, wenn Sie sie umbenannt haben.',
      };
    case 'names-not-checked':
      return {
        text: 'Das ist ein Download-Zwischenspeicher von Hugging Face, der Dateien unter ihren Prüfsummen ablegt. Ihre Namen wurden nicht geprüft.',
        wayOut:
          'Um auch die Namen zu prüfen, legen Sie mit dem Befehl hf download NAME --local-dir ORDNER eine Kopie an, die sie hat, und prüfen Sie diesen Ordner.',
      };
    case 'files-are-pointers':
      return {
        text: `${pointerCount(reason.count, reason.path)}: ${reason.count === 1 ? 'eine kleine Textdatei' : 'kleine Textdateien'} von ${POINTER_SYSTEMS[reason.system]}, ${reason.count === 1 ? 'die nur sagt' : 'die nur sagen'}, welche Datei dorthin gehört. Sie haben den Verweis, nicht die Datei.`,
        wayOut: POINTER_WAYS[reason.system],
      };
    case 'file-is-pointer':
      return {
        text: `${quoted(reason.path)} ist eine Verweisdatei von ${POINTER_SYSTEMS[reason.system]}, nicht die Datei selbst.`,
        wayOut: POINTER_WAYS[reason.system],
      };
    case 'file-appeared':
      return {
        text: `${quoted(reason.path)} ist während der Prüfung hinzugekommen.`,
        wayOut: 'Warten Sie, bis nichts mehr in das Modell schreibt, und prüfen Sie es dann noch einmal.',
      };
    case 'folder-unreadable':
      return {
        text: `Der Ordner ${quoted(reason.path)} konnte nicht aufgelistet werden. Niemand weiß also, was darin ist.`,
        wayOut: 'Prüfen Sie, ob Sie ihn lesen dürfen, und wählen Sie das Modell dann noch einmal.',
      };
    case 'file-not-regular':
      return {
        text: `${quoted(reason.path)} ist keine Datei, sondern eine Pipe, ein Socket oder ein Gerät.`,
        wayOut: 'Entfernen Sie es, oder wählen Sie einen Ordner, der es nicht enthält.',
      };
    case 'file-unreadable':
      return {
        text: `${quoted(reason.path)} konnte nicht gelesen werden.`,
        wayOut:
          'Wenn die Datei sich nach Ihrer Wahl verändert hat, wählen Sie das Modell noch einmal. Sonst prüfen Sie, ob Sie sie lesen dürfen.',
      };
    case 'file-changed-while-read':
      return {
        text: `${quoted(reason.path)} hat sich während der Prüfung verändert.`,
        wayOut:
          'Warten Sie, bis nichts mehr in die Datei schreibt. Wählen Sie das Modell dann noch einmal, und prüfen Sie es.',
      };
    case 'file-is-link':
      return {
        text: `${quoted(reason.path)} ist eine Verknüpfung, ${LINK_PROBLEMS[reason.problem]}.`,
        wayOut: 'Ersetzen Sie die Verknüpfung durch die Datei selbst.',
      };
    case 'model-empty':
      return reason.looksLike === null
        ? {
            text: 'Hier ist keine Datei.',
            wayOut:
              'Wählen Sie den Ordner, der das Modell enthält. Ein Ordner voller Verknüpfungen, wie in einem Download-Zwischenspeicher, sieht für einen Browser leer aus. In Firefox gilt das auch für einen Ordner, in dem ein Ordner liegt, den Sie nicht öffnen dürfen: Ziehen Sie ihn stattdessen auf die Seite, oder entfernen Sie jenen Ordner.',
          }
        : {
            text: 'Dieser Ordner ist ein Schnappschuss im Zwischenspeicher von Hugging Face. Er enthält nur Verknüpfungen, und die zeigt ein Browser nicht.',
            wayOut:
              'Öffnen Sie ihn, markieren Sie alle Dateien, und wählen Sie sie als Dateien: Dann folgt der Browser den Verknüpfungen. Oder wählen Sie zwei Ebenen höher den Ordner, dessen Name mit models-- beginnt. Er wird nach Prüfsummen geprüft.',
          };
    case 'model-unreadable':
      return {
        text: 'Das Modell konnte nicht gelesen werden.',
        wayOut: 'Prüfen Sie, ob es da ist und ob Sie es lesen dürfen. Wählen Sie es dann noch einmal.',
      };
    case 'model-path-unsafe':
      return {
        text: `Der Dateiname ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Benennen Sie die Datei um, oder wählen Sie sie auf andere Weise.',
      };
    case 'model-path-duplicate':
      return {
        text: `Die Datei ${quoted(reason.path)} wurde zweimal angegeben.`,
        wayOut: 'Wählen Sie das Modell nur einmal.',
      };
    case 'model-too-many-files':
      return {
        text: `Hier sind mehr als ${files(reason.limit)}.`,
        wayOut: 'Prüfen Sie, ob Sie den Ordner des Modells selbst gewählt haben.',
      };
    case 'engine-failed':
      return {
        text: `Die Prüfung ist wegen eines Fehlers im Programm stehen geblieben ${technical(reason.detail)}.`,
        wayOut:
          'Laden Sie die Seite neu, und versuchen Sie es noch einmal. Wenn es wieder geschieht, sagen Sie uns bitte Bescheid.',
      };
  }
}
