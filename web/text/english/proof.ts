/** How anybody can see that nothing is uploaded. */
export const proof = {
  title: 'See for yourself that nothing is uploaded',
  steps: [
    'Load this page, then switch off the network (on a phone: flight mode), and check your model. It works all the same; once a copy is kept, even after a reload.',
    'Or open your browser’s developer tools (F12, or Ctrl+Shift+I; on a Mac ⌥⌘I), choose “Network”, and check a model: no request is made while a check runs. What is asked for before are files of this page alone.',
    'In the same place, click the first line of the list and look at its response headers, or at the top of the page’s source: “Content-Security-Policy” is a rule for your browser that forbids this page to talk to any other site.',
    'Type fetch(`https://example.com`) into the developer tools’ console: your browser refuses.',
  ],
};
