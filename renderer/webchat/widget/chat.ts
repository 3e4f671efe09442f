import type { ChatMessage } from '../../../server/contract/webchat.ts'
import { type Emit, type FrontdeskApi, makeApi } from './api.ts'
import { type Bubble, bubbleIn } from './bubble.ts'
import { type ChatFrame, connectFrame } from './frame.ts'
import { type Launcher, placeLauncher } from './launcher.ts'
import { askLook, isFresh, keepLook, keptLook, lookOf } from './look.ts'
import { followPages, pageNow } from './pages.ts'
import { openable, type OpenableWindow } from './panel.ts'
import { rememberVisitor, speaking } from './proactive.ts'
import type { FromFrame, LauncherLook } from './protocol.ts'
import { keep, kept, rememberedSession, rememberSession } from './remember.ts'
import { launcherWords } from './words.ts'

/** What the parts of one chat on a page share. */
interface Placed {
  launcher: Launcher
  frame: ChatFrame
  panel: OpenableWindow
  bubble: Bubble
  /** What it said by itself when the chat was opened at it. */
  said?: ChatMessage | undefined
  emit: Emit
  look: LauncherLook | undefined
  lang: string | undefined
  token?: string
}

/** Puts the chat on the page, from its server's origin, and answers its API. */
export function placeChat(origin: string, lang: string | undefined): FrontdeskApi {
  const launcher = placeLauncher(wordsOf({ lang }))
  const frame = connectFrame(launcher, origin, (message) => hear(placed, message))
  const panel = openable(launcher, frame, {
    load: () => frame.load(placed.lang),
    tell(event) {
      if (event === 'open') answer(placed)
      emit(event, {})
    },
  })
  const bubble = bubbleIn(launcher, panel.open)
  const identify = (token: string) => {
    placed.token = token
    frame.tell({ frontdesk: 'identity', token })
  }
  const { api, emit } = makeApi({
    open: panel.open,
    close: panel.close,
    toggle: panel.toggle,
    identify,
    reset() {
      frame.load(placed.lang)
      identify('')
    },
    setLanguage(next) {
      placed.lang = next
      wear(placed)
      frame.tell({ frontdesk: 'language', lang: next })
    },
  })
  const placed: Placed = { launcher, frame, panel, bubble, emit, look: keptLook()?.look, lang }
  begin(placed, origin)
  return api
}

function begin(placed: Placed, origin: string): void {
  const { bubble, emit, frame, panel } = placed
  const speak = speaking({
    origin,
    isBusy: () => panel.isOpen() || bubble.said() || rememberedSession(),
    visitor: () => ({ language: wordsOf(placed).lang, identityToken: placed.token }),
    show(message, rule) {
      bubble.show(message, wordsOf(placed).hide)
      emit('proactive', { rule })
    },
  })
  followPages(() => {
    frame.tell(pageNow())
    speak()
  })
  void dressUp(placed, origin).then(() => {
    emit('ready', {})
    speak()
  })
  // Only who has a chat may have unread messages; for everybody else nothing more is loaded.
  if (rememberedSession()) whenIdle(() => frame.load(placed.lang))
}

const wordsOf = ({ lang }: { lang: string | undefined }) =>
  launcherWords([lang, ...navigator.languages])

function wear(placed: Placed, look = placed.look): void {
  placed.look = look
  placed.launcher.wear(wordsOf(placed), look)
}

/** The chat was opened, at what it says by itself if it says something. */
function answer(placed: Placed): void {
  placed.said = placed.bubble.said() ?? placed.said
  placed.bubble.hide()
  tellSaid(placed)
}

function tellSaid({ said, frame }: Placed): void {
  if (said) frame.tell({ frontdesk: 'proactive', message: said })
}

/** Shows the launcher as it was seen last, else as soon as it is known how; never later than in a moment. */
async function dressUp(placed: Placed, origin: string): Promise<void> {
  const before = keptLook()
  if (before) wear(placed)
  if (before && isFresh(before)) return
  put(placed, await askLook(origin))
}

/** Keeps a look and puts it on, the one there was where there is none. */
function put(placed: Placed, look: LauncherLook | undefined): void {
  if (look) keepLook(look)
  wear(placed, look)
}

function hear(placed: Placed, message: FromFrame): void {
  const { frame, panel, emit } = placed
  switch (message.frontdesk) {
    case 'ready':
      return greet(placed)
    case 'close':
      return panel.close()
    case 'unread':
      if (panel.count(+message.count || 0)) emit('unread', { count: panel.unread() })
      return
    case 'look':
      return put(placed, lookOf(message.settings))
    case 'event':
      return emit(message.event, message.detail as never)
    case 'session':
      rememberSession(message.isActive)
      if (message.visitorId) rememberVisitor(message.visitorId)
      return
    case 'keep':
      keep(message.key, message.text)
      return
    case 'recall':
      return frame.tell({ frontdesk: 'recalled', entries: kept() })
    default:
  }
}

// What the frame could not hear while it was not there.
function greet(placed: Placed): void {
  const { frame, token, lang, panel } = placed
  tellSaid(placed)
  frame.tell(pageNow())
  if (token !== undefined) frame.tell({ frontdesk: 'identity', token })
  if (lang) frame.tell({ frontdesk: 'language', lang })
  if (panel.isOpen()) frame.tell({ frontdesk: 'opened' })
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in self
    ? requestIdleCallback(run, { timeout: 5_000 })
    : setTimeout(run, 2_000)
