const SESSION = 'frontdesk.session'
const KEPT = 'frontdesk.kept.'

// A site without storage only loses the chat with its page, and the count before the chat is opened.
/** Uses what the site's browser keeps, where it may. */
export function attempt<T>(access: (store: Storage) => T): T | undefined {
  try {
    return access(localStorage)
  } catch {
    return undefined
  }
}

/** Keeps a value under a key; `null` forgets it. */
export const write = (key: string, text: string | null) =>
  attempt((store) => (typeof text === 'string' ? store.setItem(key, text) : store.removeItem(key)))

/** Whether a chat went on when this site was last visited. */
export const rememberedSession = () => attempt((store) => store.getItem(SESSION)) != null

export const rememberSession = (isActive: boolean) => write(SESSION, isActive ? '1' : null)

/** Keeps a value for the frame; `null` forgets it. */
export const keep = (key: string, text: string | null) => write(KEPT + key, text)

/** What is kept for the frame. */
export const kept = (): Array<[string, string]> =>
  (attempt((store) => Object.entries(store)) ?? [])
    .filter(([key]) => key.startsWith(KEPT))
    .map(([key, text]) => [key.slice(KEPT.length), String(text)])
