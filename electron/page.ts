import type * as Electron from 'electron'
import { contextMenu } from './context-menu.ts'
import type { Events } from './bridge/events.ts'
import type { Handlers } from './bridge/serve.ts'
import { createDownloads } from './downloads.ts'
import type { PageActions } from './menu.ts'
import type { OpenSettings } from './app-settings.ts'
import { createSpelling } from './spelling.ts'
import type { Spelling } from './spelling.ts'
import type { Words } from './words.ts'
import { createZoom } from './zoom.ts'

type Pieces = Pick<typeof Electron, 'clipboard' | 'Menu' | 'shell'> & { process: NodeJS.Process }

type PageParts = {
  pieces: Pieces
  settings: OpenSettings
  events: Pick<Events, 'tell'>
  window: () => Electron.BrowserWindow | null
  words: () => Words
}

type Calls = 'download.start' | 'download.cancel' | 'download.show'

export type PageTools = {
  adopt: (window: Electron.BrowserWindow) => void
  actions: PageActions
  spelling: Spelling
  handlers: Pick<Handlers, Calls>
  /** Tells nothing more of what was begun before. */
  forget: () => void
}

/** What a person does with any page: zoom, spelling, context menu, find, print, downloads. */
export function createPageTools(parts: PageParts): PageTools {
  const { settings, events, window } = parts
  const zoom = createZoom({
    read: () => settings.now().zoom,
    write: (factor) => settings.change({ zoom: factor }),
    contents: () => window()?.webContents ?? null,
  })
  const spelling = createSpelling({
    platform: parts.pieces.process.platform,
    read: () => ({ isOn: settings.now().spellCheck, languages: settings.now().spellLanguages }),
  })
  const downloads = createDownloads({
    title: () => parts.words().saveAs,
    tell: (download) => events.tell('download.change', download),
    reveal: (path) => parts.pieces.shell.showItemInFolder(path),
    progress: (done) => window()?.setProgressBar(done),
  })
  return {
    spelling,
    forget: downloads.forget,
    actions: {
      zoom,
      find: () => events.tell('page.find', {}),
      print: () => window()?.webContents.print(),
    },
    adopt(created) {
      const { webContents } = created
      zoom.adopt(webContents)
      spelling.adopt(webContents.session)
      downloads.adopt(webContents.session)
      offerMenu(created, parts)
    },
    handlers: {
      'download.start': ({ url }) => window()?.webContents.downloadURL(url),
      'download.cancel': ({ id }) => downloads.cancel(id),
      'download.show': ({ id }) => downloads.show(id),
    },
  }
}

function offerMenu(window: Electron.BrowserWindow, { pieces, words }: PageParts) {
  const { webContents } = window
  webContents.on('context-menu', (_event, clicked) => {
    const template = contextMenu(clicked, words(), {
      replace: (word) => webContents.replaceMisspelling(word),
      learn: (word) => void webContents.session.addWordToSpellCheckerDictionary(word),
      copy: (text) => void pieces.clipboard.writeText(text),
    })
    if (template.length > 0) pieces.Menu.buildFromTemplate(template).popup({ window })
  })
}
