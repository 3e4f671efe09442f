import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { ApiProblem } from '../sync/problem.ts'
import { isKept, useStanding } from '../sync/store.ts'
import type { Load } from '../sync/useLoad.ts'
import { Failed } from './Failed.tsx'

interface Props {
  load: Load
  /** What it will look like, as high as it will be. */
  skeleton: ReactNode
  /** What to say when the server has no such thing. */
  gone?: ReactNode
}

const isGone = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** Stands where something will be: what it will look like, or why it does not come and what to do. */
export function Arriving({ load, skeleton, gone }: Props) {
  const isLeftOut = useStanding(isKept)
  if (gone !== undefined && isGone(load.error)) return gone
  if (load.error) return <Failed error={load.error} retry={load.retry} />
  return isLeftOut ? <NotHere /> : skeleton
}

/** What is kept on this device to be read without a connection is not everything. */
function NotHere() {
  const { offline } = useWords()
  return <Empty icon={CloudOff} title={offline.notHere} hint={offline.notHereHint} />
}
