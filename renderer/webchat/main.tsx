import { render } from 'preact'
import { Fetch, Manager, WebSocket } from 'socket.io-client'
import { isStorageBlocked } from './chat/browser-storage.ts'
import { type Chat, createChat } from './chat/chat.ts'
import { openStorage } from './chat/durable-storage.ts'
import { followSettings } from './chat/settings.ts'
import { createStore } from './chat/store.ts'
import { noFiles } from './files/context.ts'
import { type Frame, frameOf } from './page/frame.ts'
import { speechIn } from './page/language.ts'
import { recall } from './page/recall.ts'
import { Root } from './page/Root.tsx'
import { languageOf } from './words/words.ts'
import './style/tokens.css'
import './style/page.css'
import './style/start.css'
import './style/thread.css'
import './style/composer.css'
import './style/closed.css'

// A process that hangs takes connections and never answers: another try may come to another one.
const OPEN_MS = 10_000

const frame = frameOf(location.search)

async function openChat(around: Frame | null): Promise<Chat> {
  const manager = new Manager(location.origin, {
    autoConnect: false,
    transports: [WebSocket, Fetch],
    tryAllTransports: true,
    timeout: OPEN_MS,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
  })
  const fallback = around && isStorageBlocked() ? await recall(around) : undefined
  const chat = createChat(manager.socket('/chat'), await openStorage(fallback))
  followSettings(chat.store, chat.storage)
  if (!around) chat.store.set({ site: ownSite() })
  return chat
}

const ownSite = () => ({
  page: { url: location.href.slice(0, 2_000), title: document.title },
  ...(/^https?:/.test(document.referrer) && { referrer: document.referrer.slice(0, 2_000) }),
})

const language = languageOf(location.search, navigator.languages)
const isPreview = new URLSearchParams(location.search).has('preview') && parent !== window
const [chat, speech] = await Promise.all([
  isPreview
    ? import('./preview/preview.ts').then(({ previewChat }) =>
        previewChat(createStore(), noFiles.uploads, language),
      )
    : openChat(frame),
  speechIn(language, navigator.languages),
])

const root = document.getElementById('root')
if (root) render(<Root chat={chat} frame={frame} first={speech} />, root)
