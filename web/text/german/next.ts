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
  who: 'Wer hat unterschrieben?',
  files: 'Sind die Dateien unverändert?',
  nobody: 'Niemand, soweit diese Prüfung es sagen kann.',
  notCompared: 'Nicht verglichen: Über sie ist nichts bekannt.',
  short: {
    verified:
      'Heben Sie den Bericht auf, und verwenden Sie das Modell als das, was dieser Unterzeichner gemacht hat. Ob es sich für Ihren Zweck eignet, müssen Sie selbst beurteilen.',
    'signer-unconfirmed':
      'Finden Sie heraus, wer es hätte unterschreiben sollen, und zwar auf der eigenen Seite des Herausgebers, nicht im Modell. Geben Sie dann an, wen Sie erwarten, und prüfen Sie erneut.',
    'signer-untrusted':
      'Verlassen Sie sich nicht auf den Namen. Fragen Sie den Herausgeber, welche Stelle für ihn bürgt, holen Sie deren Wurzelzertifikat bei ihr selbst, und prüfen Sie erneut.',
    partial:
      'Halten Sie dies nicht für eine Prüfung des ganzen Modells. Prüfen Sie dafür alle Dateien, unter den Namen, unter denen sie unterschrieben wurden.',
    'files-mismatch':
      'Verwenden Sie das Modell noch nicht. Laden Sie die unten genannten Dateien neu herunter, und prüfen Sie erneut.',
    'signer-mismatch':
      'Verwenden Sie es nicht als Werk dessen, den Sie erwarten. Haben Sie sich vertippt, berichtigen Sie es; sonst fragen Sie den Herausgeber, wer für ihn unterschreibt.',
    'signature-invalid':
      'Verwenden Sie diese Kopie nicht. Holen Sie das Modell und seine Signatur neu, und zwar vom Herausgeber.',
    unsigned:
      'Suchen Sie dort, woher das Modell stammt, nach einer Signatur, oft einer Datei namens model.sig. Ohne sie bürgt niemand für diese Dateien.',
    'could-not-check':
      'Nehmen Sie dies weder für gut noch für schlecht: Es wurde nichts entschieden. Tun Sie, was beim Grund steht, und prüfen Sie erneut.',
  },
  meaning: 'Was das bedeuten kann',
  meanings: {
    verified: [],
    'signer-unconfirmed': [
      'Der Herausgeber hat unterschrieben, und Sie haben nur noch nicht angegeben, dass Sie ihn erwarten.',
      'Jemand anderes hat unter eigenem Namen unterschrieben und gibt das Modell als das des Herausgebers aus.',
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
      'Eine Datei wurde nach der Unterschrift bearbeitet, von Ihnen oder jemand anderem.',
      'Der Herausgeber hat das Modell geändert und nicht neu unterschrieben.',
      'Jemand hat Dateien ausgetauscht, um Schaden anzurichten.',
    ],
    'signer-mismatch': [
      'Was Sie geschrieben haben, enthält einen Fehler, oder der Herausgeber unterschreibt unter einem anderen Namen, als man Ihnen sagte.',
      'Es ist eine Kopie, die jemand anderes unterschrieben hat.',
      'Jemand gibt ein eigenes Modell als das des Herausgebers aus.',
    ],
    'signature-invalid': [
      'Die Signaturdatei wurde unterwegs beschädigt, oder sie gehört zu etwas anderem.',
      'Jemand hat nach der Unterschrift etwas daran verändert.',
    ],
    unsigned: [
      'Der Herausgeber unterschreibt nicht. Bisher tun das die wenigsten.',
      'Die Signatur liegt woanders oder wurde nicht mit heruntergeladen.',
      'Jemand hat sie entfernt.',
    ],
    'could-not-check': [
      'Die Signatur ist von einer Art oder Größe, die diese Version nicht kennt, oder sie ist beschädigt.',
      'Was Sie zum Vergleich angegeben haben, lässt sich nicht verwenden.',
    ],
  },
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
        'Sind Sie das? Mit welcher Identität unterschreiben Sie, und wo veröffentlichen Sie diese?',
        close(facts),
      ),
    'signer-untrusted': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Seine Dateien entsprechen der Signatur. Diese nennt ${named(facts)}, aber nichts, dem ich vertraue, bürgt dafür:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Welche Zertifizierungsstelle oder welches Sigstore verwenden Sie, und woher bekomme ich deren Wurzel?',
        close(facts),
      ),
    partial: null,
    'files-mismatch': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen, und einige seiner Dateien sind nicht das, was unterschrieben wurde. Die Signatur nennt ${named(facts)}.`,
        facts.files.map((file) => `- ${file}`),
        '',
        'Haben Sie sie nach der Unterschrift geändert? Dann unterschreiben Sie das Modell bitte neu. Wenn nicht, war es jemand anderes.',
        close(facts),
      ),
    'signer-mismatch': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Ich erwarte als Unterzeichner ${facts.expected ?? 'Sie'}, aber die Signatur nennt ${named(facts)}.`,
        '',
        'Kennen Sie diesen Unterzeichner? Wer unterschreibt für Sie?',
        close(facts),
      ),
    'signature-invalid': (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen. Seine Signatur passt nicht:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Ist die Datei in Ordnung, die Sie veröffentlichen? Bitte prüfen Sie das, und unterschreiben Sie das Modell nötigenfalls neu.',
        close(facts),
      ),
    unsigned: (facts) =>
      lines(
        greeting,
        `ich habe das Modell ${facts.model} heruntergeladen und keine Signatur dabei gefunden.`,
        '',
        'Unterschreiben Sie Ihre Modelle (OpenSSF Model Signing), und wo finde ich die Signatur? Wenn nicht, erwägen Sie es bitte.',
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
