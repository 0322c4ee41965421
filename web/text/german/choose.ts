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
  help: [
    {
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
    {
      title: 'Der Browser weist den Ordner zurück',
      why: [
        'Manche Ordner geben Browser nicht als Ganzes her: den persönlichen Ordner, den Schreibtisch, Downloads, die des Systems. Modelle darin lassen sich prüfen:',
      ],
      ways: [
        ['Wählen Sie den eigenen Ordner des Modells, nicht den, in dem er liegt.'],
        [
          'Wird auch der zurückgewiesen, legen Sie das Modell woanders in einen eigenen Ordner, und wählen Sie diesen.',
        ],
      ],
    },
    {
      title: 'Die Dateien liegen in der Cloud',
      why: [
        'Ein Ordner von OneDrive, iCloud Drive, Dropbox oder Google Drive enthält oft nur Platzhalter. Dann wird jede Datei erst beim Lesen heruntergeladen, was lange dauert oder abbricht.',
      ],
      ways: [
        [
          'Lassen Sie das Programm der Cloud den Ordner auf diesem Gerät behalten („Immer auf diesem Gerät behalten“, „Download behalten“, „Offline verfügbar“), warten Sie, bis er da ist, und prüfen Sie dann.',
        ],
      ],
    },
    {
      title: 'Programme oder das System haben eigene Dateien hinterlassen',
      why: [
        'Abgebrochene Downloads, Ordner namens ',
        code('.cache'),
        ', ',
        code('.DS_Store'),
        ' und dergleichen wurden nie signiert, also weichen die Dateien von dem ab, was signiert wurde.',
      ],
      ways: [
        [
          'Prüfen Sie trotzdem: Das Ergebnis zählt auf, was nach einem Überrest aussieht, und bietet an, es auszulassen und noch einmal zu prüfen.',
        ],
      ],
    },
    {
      title: 'Ein großes Modell dauert lange',
      why: [
        'Jedes Byte wird einmal gelesen, also entscheidet der Datenträger: 140 GB dauern bei 800 MB/s etwa drei Minuten, von einer externen Festplatte mit 80 MB/s etwa eine halbe Stunde.',
      ],
      ways: [
        [
          'Lassen Sie den Tab und den Deckel offen. Wo der Browser es zulässt, bleibt der Bildschirm wach, und Sie erfahren, wenn es fertig ist.',
        ],
        [
          'Kopieren Sie das Modell zuerst von einem Netzlaufwerk oder einer externen Festplatte auf dieses Gerät.',
        ],
      ],
    },
  ],
};
