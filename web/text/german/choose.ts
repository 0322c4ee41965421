import { code, strong } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const choose: Catalogue['choose'] = {
  title: 'Ein signiertes Modell prüfen',
  lead: 'Wählen Sie ein Modell, das Sie heruntergeladen haben. Touchstone vergleicht jedes Byte mit dem, was der Herausgeber signiert hat, und sagt Ihnen, wer dieser Herausgeber ist.',
  stays: 'Nichts wird hochgeladen: Die Dateien bleiben auf Ihrem Gerät.',
  single:
    'Auch eine einzelne Datei mit ihrer Sigstore-Signaturdatei lässt sich prüfen: Wählen Sie beide zusammen. Solche Signaturdateien kommen von cosign, von GitHub (attestations) und von npm (provenance).',
  invite: 'Ziehen Sie den Ordner oder die Dateien eines Modells hierher',
  folder: 'Ordner wählen',
  files: 'Dateien wählen',
  upload:
    'Vielleicht fragt Ihr Browser, ob er den Ordner „hochladen“ soll. So nennt er es, wenn diese Seite den Ordner lesen darf: Hochgeladen wird nichts.',
  noModel: 'Kein signiertes Modell zur Hand? Nehmen Sie ein Beispiel:',
  sample: 'Beispiel ausprobieren',
  changedSample: 'Eines mit veränderter Datei',
  otherSample: 'Eines von jemand anderem',
  how: {
    title: 'So geht es',
    steps: [
      [
        strong('Wählen Sie das Modell.'),
        ' Seine Signatur liegt meist unter seinen Dateien; Sie können sie auch einzeln dazugeben.',
      ],
      [
        strong('Geben Sie an, wen Sie erwarten.'),
        ' Die Identität eines Herausgebers, seinen öffentlichen Schlüssel oder das Zertifikat einer Zertifizierungsstelle.',
      ],
      [
        strong('Lesen Sie das Ergebnis.'),
        ' In einfachen Worten, mit den Belegen darunter und einem Bericht zum Aufheben.',
      ],
    ],
  },
  missing: {
    title: 'Der Ordner sieht leer aus, oder Dateien fehlen',
    why: [
      'Ein Browser zeigt keine Verknüpfungen. Der Zwischenspeicher der Werkzeuge von Hugging Face (',
      code('.cache/huggingface/hub'),
      ') enthält ein Modell als Verknüpfungen zu Dateien an anderer Stelle. Deshalb sieht der Ordner mit den Dateinamen des Modells hier leer aus. Es gibt drei Wege:',
    ],
    ways: [
      [
        'Wählen Sie den Ordner, dessen Name mit ',
        code('models--'),
        ' beginnt. Er wird nach Prüfsummen geprüft: ob die signierten Dateien darin sind, aber nicht, unter welchen Namen.',
      ],
      [
        'Verwenden Sie „Dateien wählen“, gehen Sie in den Ordner mit den Dateinamen, und markieren Sie alle. Dann folgt der Browser den Verknüpfungen. Das geht bei einem Modell, das keine Ordner enthält.',
      ],
      ['Laden Sie das Modell noch einmal in einen eigenen Ordner herunter.'],
    ],
  },
};
