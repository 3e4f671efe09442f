import type { MenuItemConstructorOptions } from 'electron'
import type { UpdateState } from './bridge/update-contract.ts'
import type { Words } from './words.ts'

export type MenuParts = {
  platform: NodeJS.Platform
  words: Words
  /** Developer tools are for a shell run from its source. */
  isPackaged: boolean
  openInbox: () => void
  page: PageActions
  copyDiagnostics: () => void
  updates: {
    state: UpdateState['state']
    /** Restarts into the new version where one is ready, else looks for one and shows what came of it. */
    proceed: () => void
  }
  servers: ServerMenuParts
}

export type ServerMenuParts = {
  list: readonly { id: string; name: string; place: 'computer' | 'server' }[]
  current: string | null
  choose: (id: string) => void
  manage: () => void
}

/** What the menu does with the page in the window. */
export type PageActions = {
  print: () => void
  find: () => void
  zoom: { in: () => void; out: () => void; reset: () => void }
}

/** The application menu; its keys work in the window only, none is taken from the system. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const { platform, words } = parts
  const isMac = platform === 'darwin'
  const first: MenuItemConstructorOptions = isMac
    ? {
        role: 'appMenu',
        submenu: [
          { role: 'about', label: words.about },
          { type: 'separator' },
          printItem(parts),
          { type: 'separator' },
          { role: 'services' },
          { type: 'separator' },
          { role: 'hide' },
          { role: 'hideOthers' },
          { role: 'unhide' },
          { type: 'separator' },
          { role: 'quit', label: words.quit },
        ],
      }
    : {
        label: words.file,
        submenu: [printItem(parts), { type: 'separator' }, { role: 'quit', label: words.quit }],
      }
  return [
    first,
    editMenu(parts),
    viewMenu(parts),
    serverMenu(parts),
    windowMenu(words),
    helpMenu(parts),
  ]
}

const windowMenu = (words: Words): MenuItemConstructorOptions => ({
  label: words.window,
  role: 'windowMenu',
  submenu: [
    { role: 'minimize', label: words.minimize },
    { role: 'close', label: words.close },
  ],
})

const helpMenu = ({ words, copyDiagnostics, updates }: MenuParts): MenuItemConstructorOptions => ({
  label: words.help,
  role: 'help',
  submenu: [
    { label: words.updates[updates.state], click: updates.proceed },
    { type: 'separator' },
    { label: words.copyDiagnostics, click: copyDiagnostics },
  ],
})

const printItem = ({ words, page }: MenuParts): MenuItemConstructorOptions => ({
  label: words.print,
  accelerator: 'CmdOrCtrl+P',
  click: page.print,
})

const editMenu = ({ words, page }: MenuParts): MenuItemConstructorOptions => ({
  label: words.edit,
  submenu: [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    { type: 'separator' },
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'pasteAndMatchStyle', label: words.pasteAsText },
    { role: 'selectAll', label: words.selectAll },
    { type: 'separator' },
    { label: words.find, accelerator: 'CmdOrCtrl+F', click: page.find },
  ],
})

function viewMenu({
  words,
  isPackaged,
  openInbox,
  page: { zoom },
}: MenuParts): MenuItemConstructorOptions {
  const developer: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'toggleDevTools', label: words.developerTools }]
  return {
    label: words.view,
    submenu: [
      { label: words.inbox, accelerator: 'CmdOrCtrl+1', click: openInbox },
      { type: 'separator' },
      { role: 'reload', label: words.reload },
      { label: words.actualSize, accelerator: 'CmdOrCtrl+0', click: zoom.reset },
      { label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: zoom.in },
      // The same key where plus needs Shift.
      { label: words.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false, click: zoom.in },
      { label: words.zoomOut, accelerator: 'CmdOrCtrl+-', click: zoom.out },
      { role: 'togglefullscreen', label: words.fullScreen },
      ...developer,
    ],
  }
}

/** Where one works: one of the servers, by a click or its number. */
function serverMenu({ words, servers }: MenuParts): MenuItemConstructorOptions {
  const { list, current, choose, manage } = servers
  const places = list.map(({ id, name, place }, index): MenuItemConstructorOptions => ({
    // An ampersand in a menu marks the letter after it.
    label: place === 'computer' ? words.thisComputer : name.replaceAll('&', '&&'),
    type: 'radio',
    checked: id === current,
    ...(index < 9 && { accelerator: `CmdOrCtrl+Alt+${index + 1}` }),
    click: () => choose(id),
  }))
  const more: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { label: words.manageServers, click: manage },
  ]
  return { label: words.servers, submenu: list.length === 0 ? more.slice(1) : [...places, ...more] }
}
