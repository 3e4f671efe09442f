const KEY = 'frontdesk.recent-commands'
const MOST = 5

/** The ids of the commands that were chosen last, the latest first. */
export function recentCommands(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function rememberCommand(id: string) {
  const ids = [id, ...recentCommands().filter((other) => other !== id)].slice(0, MOST)
  localStorage.setItem(KEY, JSON.stringify(ids))
}
