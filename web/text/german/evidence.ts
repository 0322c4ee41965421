import type { Catalogue } from '../english.js';
import { files, format } from './format.js';

const INCLUSIONS = { promise: 'Zusage', proof: 'Nachweis' } as const;

export const evidence: Catalogue['evidence'] = {
  here: 'Hier gefunden',
  files,
  size: (fileCount, totalBytes) => `${files(fileCount)}, ${format.bytes(totalBytes)}`,
  signed: 'Signiert',
  matching: 'Übereinstimmend',
  comparedBy: 'Verglichen nach',
  ofEachFile: (algorithms) => `${format.or(algorithms)} jeder Datei`,
  ofEachPart: (algorithm, partBytes) => `${algorithm} jedes Teils von ${format.bytes(partBytes)}`,
  whateverItsName: ', gleich unter welchem Namen',
  rootDigest: 'Prüfsumme des Ganzen',
  leftOutBySigner: 'Vom Unterzeichner ausgelassen',

  signatureFile: 'Signaturdatei',
  chosenSeparately: 'einzeln gewählt',
  itsSize: 'Ihre Größe',
  itsSha256: 'SHA-256 davon',
  method: 'Methode',
  methods: { sigstore: 'Sigstore', key: 'Schlüssel', certificate: 'Zertifikat' },
  format: 'Format',
  statement: 'Erklärung',
  modelName: 'Name des Modells, laut Unterzeichner',

  trust: 'Worauf sich das Vertrauen stützt',
  sources: {
    embedded: 'auf die Vertrauensanker des öffentlichen Sigstore, in diese Seite eingebaut',
    refreshed: 'auf die Vertrauensanker von Sigstore, wie zuletzt aktualisiert',
    supplied: 'auf das, was Sie angegeben haben',
    fingerprint: 'auf den Fingerabdruck, den Sie angegeben haben',
    bundle: 'es kam mit der Signatur: das belegt nichts',
    none: 'auf nichts',
  },
  material: {
    'public-key': 'Öffentlicher Schlüssel',
    certificate: 'Zertifikat',
    'trusted-root': 'Vertrauensanker-Datei',
  },
  suppliedRoot: 'eine Vertrauensanker-Datei, die Sie angegeben haben',
  installed: (sigstore) => `: ${sigstore} (von Ihnen installiert)`,

  rootAsOf: 'Ihr Stand',
  rootOrigin: (asOf, days, rootVersion, repository) =>
    `${format.date(asOf)}, Alter ${days === 0 ? 'weniger als ein Tag' : format.days(days)}${rootVersion === null ? '' : `, nach Fassung ${String(rootVersion)} der root.json von ${repository}`}`,

  identity: 'Identität',
  issuer: 'Aussteller',
  certificate: 'Zertifikat',
  issuedBy: 'Ausgestellt von',
  keyFingerprint: 'Fingerabdruck des Schlüssels',
  curve: 'Kurve',
  keyHint: 'Fingerabdruck, den die Signatur nennt',
  noSubject: 'ohne Inhaber',
  alternativeNames: 'Alternative Namen',
  certificateIssuer: 'Aussteller des Zertifikats',
  inForce: 'In Kraft',
  fromTo: (from, to) => `${from} bis ${to}`,
  serialNumber: 'Seriennummer',
  fingerprint: 'SHA-256-Fingerabdruck',
  keyAndSignature: 'Schlüssel und Signatur',
  algorithms: (key, signature) => `${key}, ${signature.replace(' with ', ' mit ')}`,

  log: 'Transparenzprotokoll',
  unknownLog: 'unbekannt',
  logId: 'Kennung des Protokolls',
  logIndex: 'Nummer im Protokoll',
  logged: 'Protokolliert',
  inclusion: 'Beleg für den Eintrag',
  inclusions: (kinds) => kinds.map((kind) => INCLUSIONS[kind]).join(' und '),
  entryKind: 'Art des Eintrags',
  authority: 'Zeitstempeldienst',
  time: 'Zeit',
};

export const expected: Catalogue['expected'] = {
  identity: 'Erwartete Identität',
  identityPattern: 'Erwartete Identität, als Muster',
  issuer: 'Erwarteter Aussteller',
  subject: 'Erwarteter Inhaber',
  subjectAltName: 'Erwarteter alternativer Name',
  leafFingerprint: 'Erwarteter Fingerabdruck des Zertifikats des Unterzeichners',
  intermediateFingerprint: 'Erwarteter Fingerabdruck einer Zwischenzertifizierungsstelle',
};

export const run: Catalogue['run'] = {
  title: 'Was das Zertifikat über den Lauf sagt',
  vouched:
    'Das sagt die Zertifizierungsstelle, die das Zertifikat ausgestellt hat. Es wurde mit nichts verglichen.',
  claimed: 'Eine Behauptung: Das Zertifikat sagt es, und diese Prüfung bürgt nicht dafür.',
  terms: {
    sourceRepositoryUri: 'Quell-Repository',
    sourceRepositoryRef: 'Ref im Quell-Repository',
    sourceRepositoryDigest: 'Commit im Quell-Repository',
    buildConfigUri: 'Workflow-Datei',
    buildConfigDigest: 'Commit des Workflows',
    buildSignerUri: 'Signierender Build',
    buildSignerDigest: 'Commit des signierenden Builds',
    buildTrigger: 'Auslöser',
    runInvocationUri: 'Lauf',
    runnerEnvironment: 'Umgebung des Laufs',
    sourceRepositoryVisibilityAtSigning: 'Sichtbarkeit des Quell-Repositorys',
    sourceRepositoryOwnerUri: 'Eigentümer des Quell-Repositorys',
    sourceRepositoryIdentifier: 'Kennung des Quell-Repositorys',
    sourceRepositoryOwnerIdentifier: 'Kennung des Eigentümers des Quell-Repositorys',
    deploymentEnvironment: 'Zielumgebung',
    githubWorkflowRepository: 'Repository des GitHub-Workflows',
    githubWorkflowRef: 'Ref des GitHub-Workflows',
    githubWorkflowSha: 'Commit des GitHub-Workflows',
    githubWorkflowName: 'Name des GitHub-Workflows',
    githubWorkflowTrigger: 'Auslöser des GitHub-Workflows',
    issuer: 'Aussteller',
    issuerV1: 'Aussteller (alte Form)',
  },
};
