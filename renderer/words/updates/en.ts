/** Newer versions of the desktop app, in English. */
export const updatesEn = {
  title: 'Version and updates',
  version: (version: string) => `Frontdesk, version ${version}`,
  check: 'Check for updates',
  restart: 'Restart to update',
  notYet: 'A newer version is looked for every hour, and fetched by itself.',
  newest: (time: string) => `This is the newest version. Checked at ${time}.`,
  checking: 'Looking for a newer version…',
  downloading: (version: string) => `Fetching version ${version}…`,
  ready: (version: string) =>
    `Version ${version} is ready. It is there after a restart, also after one of your own.`,
  waits: 'The app restarts as soon as you have stopped writing and everything is sent.',
  failed: (time: string) =>
    `Updating did not succeed at ${time}. It is tried again within the hour.`,
  off: {
    unpackaged: 'This app runs from its source: it is updated there.',
    package_managed: 'The package manager of this system brings newer versions.',
    unsigned:
      'This app is not signed, so nobody could tell a real update from a false one. It does not update itself.',
    no_source: 'This app was built without an address for updates. It does not update itself.',
    not_writable:
      'This app lies in a folder that you may not write to. To have it update itself, move it to one of your own.',
  },
}
