/** What `docs/browsers.md` says before its tables. */
export const BROWSERS_INTRO = `
# What browsers show

In short: dropping the folder shows most, and notices most of what changes. “Choose files” follows links, as in
Hugging Face’s cache, but cannot take folders along. The command \`touchstone\` sees everything.

A page sees a disk through the browser, which shows some things and hides others. The tables are written by
\`npm run test:browsers\`, which plants odd files in a folder, hands it over in every way that an engine has, and reads
the report. It runs Debian’s Chromium and Firefox ESR, and WebKitGTK, which is WebKit but not Safari.

- **folder**: the button “Choose a folder” (\`webkitdirectory\`). WebKitGTK’s driver can choose none.
- **drop**: a folder dropped on the page. Of WebKitGTK the drop is a script’s, the entries in it are its own.
- **handle**: a directory handle of Chromium’s, handed to the library. The page uses one only beside a dropped entry.
- **files**: the button “Choose files”, which follows links, as programs do.

No way tells a link from the file that it leads to, or shows that one was left out: so the page says “among the files that
this browser shows”. The command \`touchstone\` sees links, pipes and sockets for what they are. It compares size, time stamps
and the time of the last change of the file’s data or name (\`ctime\`), which older kernels keep in steps of up to 10 ms.

Nobody can see an edit of the same size that puts the time stamp back, once the file has been read; only the command can.
`;
