/** How anybody can see that nothing is uploaded. */
export const proof = {
  title: 'See for yourself that nothing is uploaded',
  steps: [
    'Load this page, then switch off the network (on a phone: flight mode), and check your model. It works all the same.',
    'Or open your browser’s developer tools before you check, and look at the network: no request is made while a check runs.',
    'The page carries a rule for your browser that forbids it to talk to any other site: look for “Content-Security-Policy” at the top of its source.',
  ],
};
