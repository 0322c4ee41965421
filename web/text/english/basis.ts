/** By whose word somebody was expected. Names are quoted. */
export const basis = {
  same: (name: string, at: string): string => `You remembered them as ${name} on ${at}.`,
  sameClaim: (name: string, at: string): string =>
    `You remembered them as ${name} on ${at}, as a claim that nobody had confirmed.`,
  other: (name: string, at: string): string => `You remembered somebody else as ${name} on ${at}.`,
  stated: (organisation: string, entry: string): string =>
    `That is held against the file of expectations of ${organisation}, entry ${entry}.`,
  silent: (organisation: string): string =>
    `The file of expectations of ${organisation} says nothing about this model.`,
  /** Where only somebody else named a signer. `term`: of what they named. */
  claimed: {
    host: {
      same: 'The page that showed this check names the same signer, which confirms nothing.',
      other: 'That is not whom the page that showed this check names.',
      term: (term: string): string => `${term} (by the page that showed the check, not by you)`,
    },
    link: {
      same: 'The link that opened this page names the same signer, which confirms nothing.',
      other: 'That is not whom the link names that opened this page.',
      term: (term: string): string => `${term} (by the link, not by you)`,
    },
  },
  record: {
    nobody: 'nobody’s: no signer was named',
    person: 'that of the person who made the check',
    host: 'nobody’s: only the page that showed the check named a signer',
    link: 'nobody’s: only the link that opened the page named a signer',
    pin: (name: string, at: string): string =>
      `that of the person, who remembered this signer as ${name} on ${at}, after a confirmed check`,
    claim: (name: string, at: string): string =>
      `nobody’s: the signer was remembered as ${name} on ${at}, as a claim that nobody had confirmed`,
    organisation: (organisation: string, entry: string | null, sha256: string): string =>
      `the file of expectations of ${organisation}, ${entry === null ? 'which says nothing about this model' : `entry ${entry}`} (SHA-256 ${sha256})`,
  },
};
