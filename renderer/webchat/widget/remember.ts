const KEY = 'frontdesk.session'

/** Whether a chat went on when this site was last visited. */
export function rememberedSession(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

export function rememberSession(isActive: boolean): void {
  try {
    if (isActive) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // A site without storage only misses the count of unread messages before the chat is opened.
  }
}
