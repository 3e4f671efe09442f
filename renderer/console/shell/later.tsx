import { type ComponentType, useState } from 'react'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { isUnreachable } from '../sync/problem.ts'
import { useLoad } from '../sync/useLoad.ts'
import { codeFrom } from './code.ts'
import { Crashed } from './Crashed.tsx'
import { Failed } from './Failed.tsx'

/**
 * A screen whose code is fetched when somebody opens it. Without a connection it comes once that is back; from a server
 * that has another version by now it comes with the whole page.
 */
export function later<P extends object>(
  name: string,
  fetch: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let fetched: ComponentType<P> | null = null
  return function Later(props: P) {
    const { app } = useWords()
    const [Screen, setScreen] = useState(() => fetched)
    const show = async () => {
      fetched = await codeFrom(fetch)
      setScreen(() => fetched)
    }
    // The app has its own, and a browser may have kept it.
    const load = useLoad(Screen ? null : name, show, { needsServer: false })
    if (Screen) return <Screen {...props} />
    if (!load.error) return <Spinner label={app.loading} />
    return (
      <div className="flex-1">
        {isUnreachable(load.error) ? <Failed error={load.error} retry={load.retry} /> : <Crashed />}
      </div>
    )
  }
}
