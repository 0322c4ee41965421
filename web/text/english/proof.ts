/** How anybody can see that nothing is uploaded. */
export const proof = {
  title: 'See for yourself that nothing is uploaded',
  steps: [
    'Load this page, wait until its last lines say that it works without the network, then switch the network off (on a phone: flight mode), and check your model. It works all the same; once a copy is kept, even after a reload.',
    'Or open your browser’s developer tools (F12, or Ctrl+Shift+I; on a Mac ⌥⌘I), choose “Network”, and check a model of yours: no request is made. Only the samples are fetched, from where the page came from.',
    'Reload with that list open, click its first line and look at the response headers, or at the top of the page’s source: “Content-Security-Policy” is a rule for your browser that forbids this page to talk to any other site.',
    'Type fetch(`https://example.com`) into the developer tools’ console: your browser refuses.',
  ],
};
