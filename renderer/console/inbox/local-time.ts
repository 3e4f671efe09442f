import { useEffect, useState } from 'react'
import { language } from '../../words/language.ts'

const MINUTE_MS = 60_000

/** What the clock shows in a time zone; null for a zone that is none. */
export function timeIn(zone: string, now: number): string | null {
  try {
    return new Intl.DateTimeFormat(language(), {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
    }).format(now)
  } catch {
    return null
  }
}

/** The present time, anew each minute. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
