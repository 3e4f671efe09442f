const KEY = 'frontdesk.recent-searches'
const MOST = 6

/** What was searched for and led somewhere, the latest first. */
export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : []
  } catch {
    return []
  }
}

export function rememberSearch(text: string) {
  const texts = [text, ...recentSearches().filter((other) => other !== text)].slice(0, MOST)
  localStorage.setItem(KEY, JSON.stringify(texts))
}
