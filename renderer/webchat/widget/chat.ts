import { type Emit, type FrontdeskApi, makeApi } from './api.ts'
import { type ChatFrame, connectFrame } from './frame.ts'
import { type Launcher, placeLauncher } from './launcher.ts'
import { askLook, isFresh, isLook, keepLook, keptLook } from './look.ts'
import { followPages, pageNow } from './pages.ts'
import { openable, type OpenableWindow } from './panel.ts'
import type { FromFrame, LauncherLook, ToFrame } from './protocol.ts'
import { keep, kept, rememberedSession, rememberSession } from './remember.ts'
import { launcherWords } from './words.ts'

/** What the parts of one chat on a page share. */
interface Placed {
  launcher: Launcher
  frame: ChatFrame
  panel: OpenableWindow
  emit: Emit
  look: LauncherLook | undefined
  lang: string | undefined
  token?: string
}

/** Puts the chat on the page, from its server's origin, and answers its API. */
export function placeChat(origin: string, lang: string | undefined): FrontdeskApi {
  const launcher = placeLauncher(launcherWords([lang, ...navigator.languages]))
  const frame = connectFrame(launcher, origin, (message) => hear(placed, message))
  const panel = openable(launcher, frame, {
    load: () => frame.load(placed.lang),
    tell: (event) => emit(event, {}),
  })
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
  const placed: Placed = { launcher, frame, panel, emit, look: keptLook()?.look, lang }
  followPages(() => frame.tell(pageNow()))
  void dressUp(placed, origin).then(() => emit('ready', {}))
  // Only who has a chat may have unread messages; for everybody else nothing more is loaded.
  if (rememberedSession()) whenIdle(() => frame.load(placed.lang))
  return api
}

function wear(placed: Placed, look = placed.look): void {
  placed.look = look
  placed.launcher.wear(launcherWords([placed.lang, ...navigator.languages]), look)
}

/** Shows the launcher as it was seen last, else as soon as it is known how; never later than in a moment. */
async function dressUp(placed: Placed, origin: string): Promise<void> {
  const before = keptLook()
  if (before) wear(placed)
  if (before && isFresh(before)) return
  const look = await askLook(origin)
  if (look) keepLook(look)
  wear(placed, look ?? placed.look)
}

function hear(placed: Placed, message: FromFrame): void {
  const { frame, panel, emit } = placed
  if (message.frontdesk === 'ready') greet(placed)
  if (message.frontdesk === 'close') panel.close()
  if (message.frontdesk === 'unread' && panel.count(Number(message.count) || 0))
    emit('unread', { count: panel.unread() })
  if (message.frontdesk === 'look' && isLook(message.look)) {
    keepLook(message.look)
    wear(placed, message.look)
  }
  if (message.frontdesk === 'event') emit(message.event, message.detail as never)
  const answer = remember(message)
  if (answer) frame.tell(answer)
}

// What the frame could not hear while it was not there.
function greet({ frame, token, lang, panel }: Placed): void {
  frame.tell(pageNow())
  if (token !== undefined) frame.tell({ frontdesk: 'identity', token })
  if (lang) frame.tell({ frontdesk: 'language', lang })
  if (panel.isOpen()) frame.tell({ frontdesk: 'opened' })
}

/** Keeps on this site what the frame asks to be kept; answers what it asks for. */
function remember(message: FromFrame): ToFrame | undefined {
  if (message.frontdesk === 'session') rememberSession(message.isActive)
  if (message.frontdesk === 'keep') keep(message.key, message.text)
  return message.frontdesk === 'recall' ? { frontdesk: 'recalled', entries: kept() } : undefined
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in globalThis
    ? requestIdleCallback(run, { timeout: 5_000 })
    : setTimeout(run, 2_000)
