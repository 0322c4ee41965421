import { code, foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { files, format } from './format.js';

export const hub: Catalogue['hub'] = {
  title: 'Ein Modell prüfen, wo es liegt',
  lead: 'Auf einem Hub, in einer Registry oder auf einem Webserver: vor dem Herunterladen, währenddessen, oder ohne.',
  address: 'Adresse des Modells',
  hint: [
    'Etwa ',
    code('hf://ORG/MODELL'),
    ', ',
    code('oci://registry.example/NAME:TAG'),
    ', ',
    code('https://models.example/NAME/'),
    ' oder die Adresse seiner Seite auf huggingface.co.',
  ],
  missing: 'Geben Sie die Adresse des Modells ein.',
  fromLink:
    'Diese Adresse kommt aus dem Link, der die Seite geöffnet hat. Einen solchen Link kann jeder schreiben: Sehen Sie nach, ob es das Modell ist, das Sie meinen.',
  learned:
    'Bevor Sie auf den Knopf drücken, wird nichts gefragt. Der Dienst erfährt dann, dass jemand nach diesem Modell fragt, wann, und von welcher Netzadresse. Kein Name, keine Erwartung und kein Ergebnis wird gesendet.',
  ask: 'Nachsehen, was dort liegt',
  asking: 'Der Dienst wird gefragt',
  listed: (count) => `Bisher ${files(count)} aufgelistet.`,
  waiting: 'Noch ist nichts gekommen.',
  cancel: 'Abbrechen',
  notPublic:
    'Diese Seite nimmt keine Passwörter und keine Tokens. Ein Modell, das nicht öffentlich ist, prüfen Sie mit dem Befehl oder nach dem Herunterladen.',
  refused: 'Das Modell ließ sich nicht ansehen',
  instead: 'Oder laden Sie das Modell wie sonst herunter, und prüfen Sie seinen Ordner',
  listing: {
    host: 'Dienst',
    address: 'Adresse',
    revision: 'Genaue Fassung',
    noRevision: 'Keine: Morgen kann der Dienst etwas anderes senden.',
    word: (host) => [
      'Welche Dateien es gibt und wie groß sie sind, sagt ',
      foreign(host, 'strong'),
      '. Geprüft hat das noch niemand.',
    ],
  },
  depth: {
    title: 'Wie weit geprüft wird',
    proves: 'Was es zeigt:',
    leaves: 'Was offen bleibt:',
    costs: 'Was es kostet:',
    reported: {
      label: (host) => ['Mit dem vergleichen, was ', foreign(host), ' meldet'],
      proves: 'Wer signiert hat, und ob die Digests in der Liste des Dienstes die signierten sind.',
      leaves:
        'Was die Dateien sind: Keine wird gelesen. Ein Dienst, der lügt oder irrt, kann die richtigen Digests melden und andere Dateien senden.',
      costs: 'Nur die Signatur wird geholt.',
      button: () => 'Die Digests vergleichen',
    },
    streamed: {
      label: (host) => ['Die Dateien so prüfen, wie ', foreign(host), ' sie sendet'],
      proves: 'Wer signiert hat, und dass die Dateien, die der Dienst jetzt sendet, die signierten sind.',
      leaves: 'Was eine Kopie auf einem Datenträger ist: Es wird nichts aufbewahrt.',
      costs: (bytes) => `${format.bytes(bytes)} werden geholt.`,
      button: (bytes) => `${format.bytes(bytes)} holen und prüfen`,
    },
    downloaded: {
      label: () => ['Herunterladen und dabei prüfen'],
      proves: 'Wer signiert hat, und dass die Dateien in Ihrem Ordner die signierten sind.',
      leaves: 'Was danach aus ihnen wird.',
      costs: (bytes) =>
        `${format.bytes(bytes)} werden geholt und brauchen ebenso viel Platz. Bei einer schlechten Signatur oder einem anderen Unterzeichner wird nichts geholt.`,
      button: (bytes) => `Einen Ordner wählen und ${format.bytes(bytes)} herunterladen`,
    },
    folder:
      'Wählen Sie einen leeren Ordner, oder einen, in dem ein Download stehen blieb. Ihr Browser fragt, ob diese Seite dorthin schreiben darf.',
    noFolder:
      'Dieser Browser lässt keine Seite in einen Ordner schreiben; Chrome und Edge auf einem Computer tun es. Sonst: Laden Sie das Modell wie üblich herunter, und prüfen Sie seinen Ordner.',
    folderRefused:
      'Der Browser hat diesen Ordner nicht herausgegeben. Legen Sie darin einen neuen an, und wählen Sie diesen.',
  },
  done: {
    reported: (host) => `Keine Datei wurde gelesen: ${host} sagt selbst, was seine Dateien sind.`,
    streamed: (host) =>
      `${host} hat diese Dateien gerade gesendet, und nichts wurde aufbewahrt. Eine Kopie auf Ihrem Datenträger wurde nicht geprüft.`,
    downloaded: (host) =>
      `Die Dateien in dem Ordner, den Sie gewählt haben, sind die, die geprüft wurden; gesendet hat sie ${host}.`,
  },
  reported: 'Wie der Dienst meldet:',
  link: 'Das Modell liegt auf einem Hub und nicht auf diesem Gerät?',
};
