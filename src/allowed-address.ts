/** https; http to this machine alone: nobody on the way can read or change what comes. */
export function isAllowed(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return (
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  );
}

export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Whether a host may send us on to there: never to this machine, where somebody else than that host answers. */
export function mayLeadTo(from: string, to: string): boolean {
  if (!isAllowed(to)) return false;
  return isLoopback(new URL(from).hostname) || !isLoopback(new URL(to).hostname);
}
