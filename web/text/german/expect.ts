import { code, foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const expect: Catalogue['expect'] = {
  title: 'Wen erwarten Sie?',
  note: 'Fragen Sie den Herausgeber, oder sehen Sie auf seiner eigenen Website nach. Aus der Signatur wird hier nichts übernommen: Ein Fälscher würde einen passenden Namen hineinschreiben.',
  methods: {
    sigstore: {
      label: 'Eine Person oder einen Workflow',
      hint: 'Sie haben sich mit einem Konto angemeldet, und Sigstore hat dessen Namen beglaubigt: eine E-Mail-Adresse oder die Adresse eines Workflows.',
    },
    key: {
      label: 'Einen öffentlichen Schlüssel',
      hint: 'Der Herausgeber hat Ihnen auf einem Weg, dem Sie vertrauen, eine Schlüsseldatei gegeben. Signiert hat, wer die private Hälfte besitzt; ein Name ist damit nicht bewiesen.',
    },
    certificate: {
      label: 'Eine Zertifizierungsstelle',
      hint: 'Eine Stelle, der Sie vertrauen, etwa die Ihrer Firma oder einer Bank, hat den Namen des Unterzeichners beglaubigt.',
    },
    inspect: {
      label: 'Ich weiß nicht, wen ich erwarten soll',
      hint: 'Zeigt, wer signiert hat, soweit sich das beweisen lässt. Das Ergebnis kann dann nicht grün sein.',
    },
  },
  where: {
    title: 'Wo finde ich, wen ich erwarten soll?',
    ways: [
      [
        'Auf der eigenen Website des Herausgebers, etwa in seiner Dokumentation: Suchen Sie nach „signiert von“, „signed by“ oder „verify“.',
      ],
      [
        'In dem Befehl, den er zum Prüfen angibt: Nach ',
        code('--identity'),
        ' oder ',
        code('--certificate-identity'),
        ' steht die Identität, nach ',
        code('--identity-provider'),
        ' oder ',
        code('--certificate-oidc-issuer'),
        ' der Aussteller.',
      ],
      [
        'Bei einem Modell, das öffentlich gebaut wird, ist die Identität die Adresse des Workflows, etwa ',
        code('https://github.com/OWNER/REPOSITORY/.github/workflows/release.yml@refs/tags/v1.0'),
        ', und der Aussteller ist GitHub Actions.',
      ],
      ['Vom Herausgeber selbst, unter einer Adresse, die Sie von anderswo kennen.'],
      [
        'Nicht aus dem Ordner des Modells, seiner Beschreibung oder der Signatur: Wer das Modell verändert hat, kann auch das verändert haben.',
      ],
    ],
  },
  keyFile: 'Datei mit dem öffentlichen Schlüssel',
  keyHint: 'PEM, meist mit der Endung .pub oder .pem',
  missing: {
    identity: 'Geben Sie an, wen Sie erwarten, zum Beispiel eine E-Mail-Adresse.',
    pattern: 'Geben Sie das Muster an, zu dem die Identität passen muss.',
    issuer: 'Geben Sie an oder wählen Sie, wer diese Identität bestätigt.',
    trustedRoot:
      'Wählen Sie die Vertrauensanker-Datei (trusted_root.json) dieses Sigstore, oder verwenden Sie ein anderes.',
    publicKey:
      'Wählen Sie die Datei mit dem öffentlichen Schlüssel, die der Unterzeichner Ihnen gegeben hat.',
    roots:
      'Wählen Sie das Zertifikat der Zertifizierungsstelle, der Sie vertrauen, oder legen Sie das Zertifikat durch einen Fingerabdruck fest.',
  },
};

export const identity: Catalogue['identity'] = {
  label: 'Identität',
  exact:
    'Eine E-Mail-Adresse, oder die Adresse eines Workflows. Sie wird genau verglichen, auch Groß- und Kleinschreibung.',
  pattern: 'Ein Muster, zu dem die ganze Identität passen muss, auch in Groß- und Kleinschreibung.',
  star: 'Ohne „Das ist ein Muster“ steht „*“ für sich selbst.',
  isPattern: 'Das ist ein Muster',
  patternHint:
    '„*“ steht für beliebige Zeichen außer „/“, „**“ für beliebige Zeichen überhaupt. Die ganze Identität muss passen, und jeder, dessen Identität passt, wird zugelassen.',
  example: (pattern) => ['Zum Beispiel ', code(pattern), ': dieser Workflow, von jedem Tag aus.'],
  issuer: 'Aussteller',
  issuerHint:
    'Wer diese Identität bestätigt: die Adresse des Dienstes, bei dem sich der Unterzeichner angemeldet hat.',
  usualIssuers: 'Übliche Aussteller',
  gitHubAccount: 'GitHub-Konto',
};

export const certificate: Catalogue['certificate'] = {
  files: 'Zertifikate von Zertifizierungsstellen',
  filesHint: 'PEM, eines oder mehrere',
  subject: 'Erwarteter Inhaber (freiwillig)',
  subjectHint:
    'Der Name im Zertifikat des Unterzeichners. Ohne ihn genügt jeder, dem die Zertifizierungsstelle ein Zertifikat zum Signieren ausgestellt hat.',
  pin: 'Das Zertifikat genauer festlegen',
  pinNote:
    'Was Sie hier eintragen, erfragen Sie beim Herausgeber; übernehmen Sie es nicht aus der Signatur. Mit einem Fingerabdruck ist kein Zertifikat einer Zertifizierungsstelle nötig.',
  alternativeName: 'Erwarteter alternativer Name (freiwillig)',
  alternativeNameHint:
    'Eine E-Mail-Adresse, ein Rechnername oder eine URI im Zertifikat des Unterzeichners, genau so geschrieben.',
  leaf: 'Fingerabdruck des Zertifikats des Unterzeichners (freiwillig)',
  leafHint:
    'SHA-256, hexadezimal, mit oder ohne Doppelpunkte, vom Herausgeber. Das nächste Zertifikat des Unterzeichners wird einen anderen haben.',
  intermediate: 'Fingerabdruck einer Zwischenzertifizierungsstelle (freiwillig)',
  intermediateHint:
    'SHA-256, hexadezimal, mit oder ohne Doppelpunkte, vom Herausgeber: der eines Zertifikats, das zwischen dem des Unterzeichners und dem Wurzelzertifikat steht.',
};

export const field: Catalogue['field'] = {
  unseen: (value) => ['Darin ist etwas, das man nicht sieht, und es zählt: ', foreign(value, 'mono')],
  spaceAtAnEnd: 'Am Anfang oder am Ende steht ein Leerzeichen. Es zählt.',
  unreadableFile: 'Der Browser konnte diese Datei nicht lesen. Wählen Sie sie noch einmal.',
  unreadableFiles: 'Der Browser konnte diese Dateien nicht lesen. Wählen Sie sie noch einmal.',
  remove: 'Entfernen',
  removeNamed: (name) => `${name} entfernen`,
};
