import { foreign } from '../../lib/sentence.js';
import type { LetterFacts, next as english } from '../english/next.js';

const lines = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join('\n');

const greeting = ['Guten Tag,', ''];
const close = ({ checkedAt, tool, signatureDigest }: LetterFacts): string[] => [
  '',
  `Geprüft am ${checkedAt} mit ${tool}.${signatureDigest === null ? '' : ` SHA-256 der Signaturdatei: ${signatureDigest}`}`,
];
const named = ({ signer, issuer }: LetterFacts): string =>
  signer === null ? 'niemanden mit Namen' : `${signer}${issuer === null ? '' : `, bestätigt von ${issuer}`}`;

export const next: typeof english = {
  title: 'Was jetzt zu tun ist',
  model: 'Modell',
  who: 'Wer hat signiert?',
  files: 'Dateien wie signiert?',
  signatureFile: 'Signaturdatei',
  notCounted: '; bei den Dateien nicht mitgezählt',
  asSigned: { match: 'Ja.', differ: 'Nein.', 'partly-checked': 'Nur zum Teil geprüft.' },
  notCompared: {
    unsigned: 'Unbekannt: Es gibt keine Signatur, mit der sie sich vergleichen ließen.',
    'signature-invalid': 'Unbekannt: Sie wurden nicht verglichen, weil auf die Signatur kein Verlass ist.',
    'signer-mismatch':
      'Unbekannt: Sie wurden nicht verglichen, weil dies nicht der Unterzeichner ist, den Sie erwarten.',
    named:
      'Unbekannt: Sie wurden nicht verglichen, weil jemand anderes signiert hat, als Ihnen genannt wurde.',
    other: 'Unbekannt: Sie wurden nicht verglichen.',
  },
  whoNobody: 'Niemand, soweit hier zu sehen ist: Es gibt keine Signatur.',
  whoUnknown: {
    invalid: 'Unbekannt: Die Signatur hält nicht, also sagt nichts in ihr, wer signiert hat.',
    notChecked: 'Unbekannt: Die Prüfung endete vorher, aus dem Grund, der oben steht.',
  },
  whoUnnamed: 'jemand ohne Namen',
  whoExpected: (name) => `${name}; diesen Unterzeichner erwarten Sie.`,
  whoFitsPattern: (name, pattern) =>
    `${name}; das passt zu Ihrem Muster ${pattern}, wie auch andere passen können.`,
  whoVouchedFor: (name) => `${name}; dafür bürgt eine erwartete Zertifizierungsstelle.`,
  whoNotCompared: (name) => `${name}. Sie haben noch nicht angegeben, wen Sie erwarten.`,
  whoDifferent: (name) => `Nicht der Unterzeichner, den Sie erwarten: Die Signatur nennt ${name}.`,
  whoNames: (name) => `Die Signatur nennt ${name}.`,
  whoOtherIssuer: (name, issuer) =>
    `Nicht der Unterzeichner, den Sie erwarten: Die Signatur nennt ${name}, aber bestätigt von ${issuer}, und das erwarten Sie nicht.`,
  whoClaimed: (name) => `Nicht bewiesen. Die Signatur nennt ${name}, aber das hätte jeder schreiben können.`,
  whoKey: {
    expected: 'Wer die private Hälfte des erwarteten Schlüssels besitzt.',
    different:
      'Nicht der Unterzeichner, den Sie erwarten: Signiert wurde mit einem anderen Schlüssel als dem erwarteten.',
    unproven: (key) =>
      `Nicht bewiesen. Mit dem Schlüssel ${key}, und nichts, dem Sie vertrauen, sagt, wem er gehört.`,
  },
  short: {
    verified:
      'Verwenden Sie es, wenn Sie diesem Unterzeichner vertrauen: Er bürgt für genau diese Bytes. Bewahren Sie das Ergebnis auf. Ob sich das Modell für Ihren Zweck eignet, müssen Sie selbst beurteilen.',
    'signer-unconfirmed':
      'Verlassen Sie sich noch nicht darauf. Finden Sie heraus, wer es hätte signieren sollen, und zwar auf der eigenen Seite des Herausgebers, nicht im Modell. Drücken Sie dann „Angeben, wen Sie erwarten“.',
    'signer-untrusted':
      'Verwenden Sie es noch nicht: Wer es signiert hat, lässt sich nicht beweisen. Bitten Sie den Herausgeber um die Datei, mit der sich seine Signatur prüfen lässt, meist ein Wurzelzertifikat, eine trusted_root.json oder ein öffentlicher Schlüssel (unten steht ein Text dafür). Drücken Sie dann „Angeben, wem Sie vertrauen“, und wählen Sie diese Datei, nicht eine, die mit dem Modell kam.',
    partial:
      'Verlassen Sie sich noch nicht auf das ganze Modell: Nur ein Teil wurde geprüft. Prüfen Sie alle Dateien.',
    'files-mismatch':
      'Verwenden Sie es noch nicht. Holen Sie die abweichenden Dateien neu beim Herausgeber, und nehmen Sie aus dem Ordner, was nicht signiert ist. Lassen Sie es dann noch einmal prüfen.',
    'signer-mismatch':
      'Verwenden Sie es nicht: Signiert hat nicht der Unterzeichner, den Sie erwarten. Fragen Sie den Herausgeber, ob dieser Unterzeichner für ihn signiert. Haben Sie sich bei dem vertan, was Sie erwarten, drücken Sie „Ändern, wen Sie erwarten“.',
    'signature-invalid':
      'Verwenden Sie diese Kopie nicht. Holen Sie das Modell und seine Signatur neu beim Herausgeber, und wählen Sie es hier noch einmal.',
    unsigned:
      'Verlassen Sie sich nicht darauf: Niemand bürgt für diese Dateien. Suchen Sie dort, woher das Modell stammt, nach einer Signatur: einer Datei, die oft model.sig heißt. Drücken Sie dann „Signaturdatei hinzufügen“.',
    'could-not-check': 'Verlassen Sie sich noch nicht darauf: Es ließ sich nichts entscheiden.',
  },
  update: 'Diese Seite wird aktualisiert, indem Sie sie neu laden.',
  calledSignature: (path) => [
    foreign(path, 'mono'),
    ' heißt wie eine Signatur, ist so aber keine: Vielleicht brach der Download ab. Laden Sie die Datei noch einmal herunter, oder wählen Sie sie über die Schaltfläche, um zu lesen, was mit ihr ist.',
  ],
  instead: {
    otherFolder:
      'Verwenden Sie es noch nicht: Die signierten Dateien liegen in einem Ordner dessen, was Sie gewählt haben; verglichen wurde also der falsche Ordner. Drücken Sie „Eingaben berichtigen“, dann „Diesen Ordner prüfen“. Für das, was außerhalb liegt, bürgt niemand.',
    onlySent:
      'Wenn Sie diesem Unterzeichner vertrauen: Er bürgt für genau das, was der Dienst gesendet hat. Über eine Kopie auf einem Datenträger sagt das nichts: Bevor Sie eine verwenden, prüfen Sie ihren Ordner, oder laden Sie das Modell hier herunter und prüfen es dabei.',
    hostDiffers:
      'Verwenden Sie es nicht: Was der Dienst hat, ist nicht das, was signiert wurde. Sagen Sie es dem Herausgeber; vielleicht wurden die Dateien nach dem Signieren geändert, oder beim Dienst.',
    onlyReported:
      'Verlassen Sie sich noch nicht auf die Dateien: Für sie steht bisher nur das Wort des Dienstes. Prüfen Sie die Dateien selbst.',
    withoutNames:
      'Verlassen Sie sich noch nicht auf das ganze Modell: Nur Bytes wurden verglichen, nicht, unter welchen Namen sie liegen. Laden Sie das Modell in einen eigenen Ordner herunter, und prüfen Sie diesen.',
    statementWarns:
      'Lesen Sie die Warnung unten, bevor Sie es verwenden: Was der Unterzeichner sagt, spricht vielleicht gegen die Datei. Bewahren Sie das Ergebnis auf.',
    leftOut:
      'Verwenden Sie die signierten Dateien, wenn Sie diesem Unterzeichner vertrauen: Er bürgt für genau diese Bytes. Was ausgelassen wurde, ist nicht von ihm; verwenden Sie es nur, wenn Sie wissen, was es ist. Bewahren Sie das Ergebnis auf.',
    otherThanLastTime:
      'Verwenden Sie es nicht: Für dieses Modell haben Sie sich einen anderen Unterzeichner gemerkt. Fragen Sie den Herausgeber unter einer Adresse, die Sie anderswoher kennen, ob er gewechselt hat. Wenn ja, geben Sie an, wen Sie jetzt erwarten, prüfen Sie noch einmal und billigen Sie den Wechsel.',
    approvable:
      'Verwenden Sie es noch nicht: Signiert hat, wen Sie jetzt erwarten; gemerkt haben Sie sich für dieses Modell aber jemand anderen. Wenn der Herausgeber Ihnen den Wechsel unter einer Adresse, die Sie anderswoher kennen, bestätigt hat, drücken Sie unten „Den neuen Unterzeichner billigen“.',
    otherThanStated:
      'Verwenden Sie es nicht: Ihre Organisation erwartet für dieses Modell einen anderen Unterzeichner. Fragen Sie, wer ihre Datei mit Erwartungen pflegt.',
    otherThanNamed:
      'Verwenden Sie es nicht: Signiert hat jemand anderes, als Ihnen dort genannt wurde, woher Sie kommen. Fragen Sie den Herausgeber unter einer Adresse, die Sie anderswoher kennen, wer dieses Modell signiert.',
    notAllowed:
      'Verwenden Sie es nicht: Ihre Organisation erlaubt Dateien dieses Typs nicht. Fragen Sie, wer ihre Datei mit Erwartungen pflegt, oder bitten Sie den Herausgeber um das Modell ohne sie.',
    askAgain:
      'Verwenden Sie es noch nicht: Wer es signiert hat, lässt sich nicht beweisen. Was unten im Einzelnen steht, muss der Herausgeber beheben: Schicken Sie ihm den Text unten.',
  },
  buttons: {
    keep: 'Das Ergebnis aufbewahren',
    'say-whom': 'Angeben, wen Sie erwarten',
    'say-trusted': 'Angeben, wem Sie vertrauen',
    'check-all': 'Alle Dateien prüfen',
    'go-deeper': 'Die Dateien selbst prüfen',
    'check-again': 'Noch einmal prüfen',
    'choose-again': 'Das Modell noch einmal wählen',
    'add-signature': 'Signaturdatei hinzufügen',
    correct: 'Eingaben berichtigen',
    write: 'Dem Herausgeber schreiben',
  },
  meaning: 'Was das bedeuten kann',
  meanings: {
    verified: [],
    'signer-unconfirmed': [
      'Der Herausgeber hat signiert, und Sie haben nur noch nicht angegeben, dass Sie ihn erwarten.',
      'Jemand anderes hat unter eigenem Namen signiert und gibt das Modell als das des Herausgebers aus.',
    ],
    'signer-untrusted': [
      'Der Herausgeber nutzt eine eigene Zertifizierungsstelle, von der diese Seite nichts weiß.',
      'Das Zertifikat ist abgelaufen, und nichts beweist, dass es rechtzeitig verwendet wurde.',
      'Jemand hat den Namen erfunden: Ohne eine Stelle, der Sie vertrauen, kann das jeder.',
    ],
    partial: [
      'Sie wollten nur einige Dateien prüfen, oder Sie haben einen Zwischenspeicher gewählt, in dem Dateien keine Namen haben.',
      'Was nicht geprüft wurde, kann alles sein.',
    ],
    'files-mismatch': [
      'Ein Download brach ab, oder ein Programm ließ eigene Dateien darunter zurück.',
      'Eine Datei wurde nach der Signatur bearbeitet, von Ihnen oder jemand anderem.',
      'Der Herausgeber hat das Modell geändert und nicht neu signiert.',
      'Jemand hat Dateien ausgetauscht, um Schaden anzurichten.',
    ],
    'signer-mismatch': [
      'Was Sie geschrieben haben, enthält einen Fehler, oder der Herausgeber signiert unter einem anderen Namen, als man Ihnen sagte.',
      'Es ist eine Kopie, die jemand anderes signiert hat.',
      'Jemand gibt ein eigenes Modell als das des Herausgebers aus.',
    ],
    'signature-invalid': [
      'Die Signaturdatei wurde unterwegs beschädigt, oder sie gehört zu etwas anderem.',
      'Jemand hat nach der Signatur etwas daran verändert.',
    ],
    unsigned: [
      'Der Herausgeber signiert nicht. Bisher tun das die wenigsten.',
      'Die Signatur liegt woanders oder wurde nicht mit heruntergeladen.',
      'Jemand hat sie entfernt.',
    ],
    'could-not-check': [
      'Die Signatur ist von einer Art oder Größe, die diese Version nicht kennt, oder sie ist beschädigt.',
      'Was Sie zum Vergleich angegeben haben, lässt sich nicht verwenden.',
    ],
  },
  otherThanNamed: [
    'Der Link oder die Seite, von der Sie kommen, ist veraltet oder nennt den falschen Unterzeichner.',
    'Es ist eine Kopie, die jemand anderes signiert hat.',
    'Jemand gibt sein eigenes Modell als das des Herausgebers aus.',
  ],
  letter: 'Ein Text für den Herausgeber',
  letterNote:
    'Schicken Sie ihn an eine Adresse, die Sie von anderswo kennen, nicht an eine, die mit dem Modell kam.',
  copyLetter: 'Text kopieren',
  copied: 'Kopiert.',
  letters: {
    'signer-unconfirmed': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Seine Signatur nennt ${named(facts)}.`,
        '',
        'Sind Sie das? Mit welcher Identität signieren Sie, und wo veröffentlichen Sie diese?',
        close(facts),
      ),
    'signer-untrusted': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Seine Dateien entsprechen der Signatur. Diese nennt ${named(facts)}, aber nichts, dem ich vertraue, bürgt dafür.`,
        '',
        'Welche Zertifizierungsstelle oder welches Sigstore verwenden Sie, und woher bekomme ich deren Wurzel?',
        close(facts),
      ),
    partial: null,
    'files-mismatch': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen, und einige seiner Dateien sind nicht das, was signiert wurde. Die Signatur nennt ${named(facts)}.`,
        facts.files.map((file) => `- ${file}`),
        '',
        'Haben Sie welche nach der Signatur geändert? Dann signieren Sie das Modell bitte neu. Wenn nicht, woher bekomme ich sie so, wie Sie sie signiert haben?',
        close(facts),
      ),
    'signer-mismatch': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Ich erwarte als Unterzeichner ${facts.expected ?? 'Sie'}${facts.expectedIssuer === null ? '' : `, bestätigt von ${facts.expectedIssuer}`}, aber die Signatur nennt ${named(facts)}.`,
        '',
        'Kennen Sie diesen Unterzeichner? Wer signiert für Sie?',
        close(facts),
      ),
    'signature-invalid': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Seine Signatur passt nicht:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Ist die Datei in Ordnung, die Sie veröffentlichen? Bitte prüfen Sie das, und signieren Sie das Modell nötigenfalls neu.',
        close(facts),
      ),
    unsigned: (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen und keine Signatur dabei gefunden.`,
        '',
        'Signieren Sie Ihre Modelle (OpenSSF Model Signing), und wo finde ich die Signatur? Wenn nicht, erwägen Sie es bitte.',
        close(facts),
      ),
    'could-not-check': (facts) =>
      lines(
        greeting,
        `ich konnte die Signatur des Modells ${facts.model} nicht prüfen:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Ist sie in Ordnung? Wie haben Sie sie erzeugt?',
        close(facts),
      ),
  },
};
