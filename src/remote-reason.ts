/** Why something on a network could not be had, or is not what it was said to be. Hosts, paths and details are the attacker's. */
export type RemoteReason =
  | { readonly code: 'remote-address-unusable'; readonly address: string; readonly problem: AddressProblem }
  /** No answer, or one that a browser does not let a page read: it tells nobody which. */
  | { readonly code: 'remote-unreachable'; readonly host: string; readonly detail: string }
  /** `what`: the part of it that is not there, in words of its protocol. */
  | { readonly code: 'remote-not-found'; readonly host: string; readonly what: string }
  /** It asks who is there, or does not let everybody in: 401, 403. */
  | { readonly code: 'remote-refused'; readonly host: string; readonly status: number }
  | { readonly code: 'remote-failed'; readonly host: string; readonly status: number }
  | { readonly code: 'remote-too-slow'; readonly host: string; readonly seconds: number }
  | {
      readonly code: 'remote-listing-malformed';
      readonly host: string;
      readonly at: string;
      readonly problem: string;
    }
  | {
      readonly code: 'remote-listing-too-large';
      readonly host: string;
      readonly limit: number;
      readonly unit: 'bytes' | 'entries';
    }
  /** It was asked for by digest, and something else was sent. */
  | {
      readonly code: 'remote-digest-differs';
      readonly host: string;
      readonly what: string;
      readonly stated: string;
      readonly computed: string;
    }
  /** Files that lie in archives, of which no digest of a single file is to be had. */
  | { readonly code: 'remote-packed'; readonly count: number; readonly path: string }
  | {
      readonly code: 'remote-file-failed';
      readonly path: string;
      readonly host: string;
      readonly problem: RemoteFileProblem;
      readonly detail: string;
    }
  /** Nothing was downloaded: what the host says of its files was held against what was signed. */
  | {
      readonly code: 'hub-reported';
      readonly host: string;
      readonly agreeing: number;
      readonly signed: number;
    }
  | { readonly code: 'download-failed'; readonly path: string; readonly detail: string };

export type AddressProblem = 'scheme' | 'malformed' | 'not-https' | 'credentials' | 'too-long';

/**
 * Why a file's bytes did not come. `cut-off`: it ended early, again and again. `too-long`, `too-short`: than the host's own
 * listing says. `wrong-part`: another part of the file was sent than was asked for.
 */
export type RemoteFileProblem =
  | 'unreachable'
  | 'refused'
  | 'not-found'
  | 'failed'
  | 'too-slow'
  | 'cut-off'
  | 'too-long'
  | 'too-short'
  | 'wrong-part';
