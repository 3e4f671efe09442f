/** How the desktop app behaves on this computer, in English. */
export const desktopEn = {
  window: 'Window and start',
  closeToTray: 'Closing the window keeps the app running',
  closeToTrayHint:
    'You go on being told of chats. The icon beside the clock brings the window back.',
  noTray: 'This desktop has no place beside the clock from which the window could be brought back.',
  startAtLogin: 'Start when you sign in to this computer',
  loginHint: 'It starts hidden, and tells you of chats from then on.',
  loginNot: 'Only an installed app can be started by the system.',
  loginRefused: 'The system did not allow it. Its own settings say which apps start by themselves.',
  attention: 'Attention',
  flash: 'Flash the taskbar button when a customer waits for you',
  bounce: 'Bounce the Dock icon when a customer waits for you',
  flashHint: 'Until you look at the window.',
  shortcut: 'Key that brings Frontdesk to the front',
  shortcutHint:
    'It works in every program. Click into the field and press it, with Ctrl, ⌘ or Alt.',
  noShortcut: 'None',
  pressKeys: 'Press the keys…',
  removeShortcut: 'Remove',
  shortcutTaken: 'The system does not let us have this key. Another program may have it.',
}
