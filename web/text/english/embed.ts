/** In a frame on another site, before anything is checked there. */
export const embed = {
  documentTitle: 'Touchstone inside of another page',
  title: 'Nothing was checked',
  waiting: 'Waiting for the page around.',
  alone:
    'This page checks a signature inside of a page of somebody else, where that page asks for it. By itself it does nothing.',
  allowed: (origin: string): string =>
    `The site that this frame comes from does not check for pages of ${origin}. Whoever runs it can allow that.`,
  sameOrigin:
    'The page around this frame is of the same site as the frame, and could change what stands here. So nothing is checked in it.',
  settings:
    'Which pages this site checks for could not be found out just now. Load the page around this frame again.',
  version:
    'The page around this frame speaks another version of its protocol. Whoever made that page can mend it.',
  unread: 'The page around this frame asked for something that cannot be read here.',
  flood: 'The page around this frame sent more messages than are read here. Load it again.',
  broken:
    'A part of this frame could not be loaded, or is not what it was built with. Load the page around it again.',
  open: 'Check it yourself with Touchstone',
};
