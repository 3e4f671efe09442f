import type { PublicChat } from '../../../server/contract/chat-settings.ts'
import type { Uploads } from '../../files/uploads.ts'
import type { Chat } from '../chat/chat.ts'
import type { Storage } from '../chat/storage.ts'
import type { Store } from '../chat/store.ts'
import type { Language } from '../words/words.ts'
import { isScreen, type Screen, stateOf } from './samples.ts'

const nothing = () => {}
const later = async () => {}
const kept = async () => true
const nowhere: Storage = {
  get: () => undefined,
  keys: () => [],
  write: kept,
  onChange: nothing,
  refresh: later,
}

/**
 * A chat that speaks with nobody but the settings screen around it: shows how the chat will look with what is not saved
 * yet.
 */
export function previewChat(store: Store, uploads: Uploads, language: Language): Chat {
  const initial = store.get()
  // Whoever edits the settings around it keeps the focus.
  HTMLElement.prototype.focus = nothing
  let settings: Partial<PublicChat> = {}
  let screen: Screen = 'start'
  const draw = () => store.set(stateOf(screen, { initial, settings, language }))
  addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== parent || !isShow(data)) return
    settings = { ...settings, ...data.settings }
    if (isScreen(data.screen)) screen = data.screen
    draw()
  })
  draw()
  parent.postMessage({ frontdesk: 'preview-ready' }, location.origin)
  return {
    store,
    storage: nowhere,
    uploads,
    start: later,
    write: (draft) => store.set({ draft }),
    send: later,
    retry: nothing,
    remove: nothing,
    seen: nothing,
    rate: async () => null,
    end: later,
    leave: nothing,
    forget: nothing,
  }
}

interface Show {
  frontdesk: 'preview'
  settings?: Partial<PublicChat>
  screen?: unknown
}

const isShow = (data: unknown): data is Show =>
  typeof data === 'object' && data !== null && 'frontdesk' in data && data.frontdesk === 'preview'
