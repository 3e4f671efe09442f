import { useState } from 'react'
import { ask } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'

/** What the server answers at an address; null until it has. */
export function useAnswer<T>(path: string) {
  const [answers, setAnswers] = useState<Readonly<Record<string, T>>>({})
  const load = useLoad(path, async (signal) => {
    const data = await ask<T>({ path, signal })
    setAnswers((known) => ({ ...known, [path]: data }))
  })
  return { ...load, data: answers[path] ?? null }
}
