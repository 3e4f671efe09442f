import { render } from 'preact'
import { io } from 'socket.io-client'
import { createChat } from './chat/chat.ts'
import { isStorageBlocked } from './chat/browser-storage.ts'
import { openStorage } from './chat/durable-storage.ts'
import { followSettings } from './chat/settings.ts'
import { App } from './page/App.tsx'
import { frameOf } from './page/frame.ts'
import { recall } from './page/recall.ts'
import { speechIn, SpeechContext } from './page/language.ts'
import { languageOf } from './words/words.ts'
import './style/tokens.css'
import './style/page.css'
import './style/start.css'
import './style/thread.css'
import './style/composer.css'

const language = languageOf(location.search, navigator.languages)
document.documentElement.lang = language
const frame = frameOf(location.search)

const socket = io('/chat', {
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
})
const fallback = frame && isStorageBlocked() ? await recall(frame) : undefined
const chat = createChat(socket, await openStorage(fallback))
followSettings(chat.store, chat.storage)

const root = document.getElementById('root')
if (root)
  render(
    <SpeechContext.Provider value={speechIn(language, navigator.languages)}>
      <App chat={chat} frame={frame} />
    </SpeechContext.Provider>,
    root,
  )
