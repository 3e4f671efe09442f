import { useEffect, useRef, useState } from 'react'
import type {
  AgentNotification,
  NotificationStep,
  PreferredKind,
} from '../../../server/contract/notifications.ts'
import type { Catalogue } from '../../words/en.ts'
import { useWords } from '../../words/useWords.ts'
import { notificationPermission } from '../host/notify.ts'
import { ask } from '../sync/api.ts'
import { useStanding } from '../sync/store.ts'
import { loadLog } from './load.ts'
import { useNotices } from './store.ts'
import { leadsHere } from './watch.ts'

export type Standing = 'ok' | 'problem' | 'skipped' | 'waiting'
type Words = Catalogue['notifications']

/** One step from the server to the screen. */
export interface Check {
  readonly name: keyof Words['test']['steps']
  readonly standing: Standing
  readonly detail: string
}

const PATIENCE_MS = 10_000
const LOOK_MS = 500

interface Sent {
  readonly notification: AgentNotification
  readonly at: number
}

/** What is known of a test so far. */
interface Progress {
  readonly sent: Sent | null
  readonly arrivedIn: number | null
  readonly log: readonly NotificationStep[]
  readonly isOver: boolean
}
const NOTHING: Progress = { sent: null, arrivedIn: null, log: [], isOver: true }

/** Sends a test and follows it; answers each step as far as it is known. */
export function useSelfTest(as: Exclude<PreferredKind, 'system'>) {
  const { notifications: words } = useWords()
  const mark = useStanding((state) => state.mark)
  const [progress, setProgress] = useState<Progress>(NOTHING)
  useProgress(progress, setProgress)
  const run = () => {
    const at = performance.now()
    setProgress({ ...NOTHING, isOver: false })
    ask<{ notification: AgentNotification }>({
      method: 'POST',
      path: '/api/notifications/test',
      body: { as },
    }).then(
      ({ notification }) => setProgress({ ...NOTHING, isOver: false, sent: { notification, at } }),
      () => setProgress(NOTHING),
    )
  }
  const isConnected = mark === 'inSync' || mark === 'catchingUp'
  const checks = [
    check(words, 'server', isConnected, isConnected ? 'connected' : 'disconnected'),
    permissionCheck(words),
    check(words, 'leader', true, leadsHere() ? 'leads' : 'follows'),
    ...(progress.sent ? sentChecks(words, progress, progress.sent) : []),
  ]
  return { checks, isRunning: !progress.isOver, run }
}

/** Watches a test that is under way until it is known what became of it. */
function useProgress(
  { sent, isOver }: Progress,
  setProgress: (change: (before: Progress) => Progress) => void,
) {
  const id = sent?.notification.id ?? ''
  const isHere = useNotices(({ byId }) => id in byId)
  const began = useRef(0)
  useEffect(() => {
    if (!sent || isOver) return
    began.current = sent.at
    const look = async () => {
      const log = await loadLog(id).catch(() => [])
      const isSettled =
        sent.notification.withheld !== null ||
        (log.some(({ channel }) => channel === 'sound') && log.some(isOnScreen))
      const isLate = performance.now() - sent.at > PATIENCE_MS
      setProgress((before) => ({ ...before, log, isOver: isSettled || isLate }))
    }
    const looking = setInterval(() => void look(), LOOK_MS)
    return () => clearInterval(looking)
  }, [sent, isOver, id, setProgress])
  useEffect(() => {
    if (!isHere) return
    const arrivedIn = Math.round(performance.now() - began.current)
    setProgress((before) => ({ ...before, arrivedIn: before.arrivedIn ?? arrivedIn }))
  }, [isHere, setProgress])
}

const isOnScreen = ({ channel }: NotificationStep) => channel !== 'none' && channel !== 'sound'

const check = (
  { test }: Words,
  name: Check['name'],
  isGood: boolean,
  detail: Exclude<keyof Words['test']['details'], 'arrivedIn'>,
): Check => ({ name, standing: isGood ? 'ok' : 'problem', detail: test.details[detail] })

function permissionCheck({ test, permission }: Words): Check {
  const state = notificationPermission()
  const detail = state === 'default' ? test.details.ask : permission[state]
  return { name: 'permission', standing: state === 'granted' ? 'ok' : 'problem', detail }
}

function sentChecks(words: Words, progress: Progress, { notification }: Sent): Check[] {
  const { withheld } = notification
  const { reasons, test } = words
  const isWanted = withheld !== 'preference'
  const isQuiet = withheld === 'quiet_hours'
  return [
    {
      name: 'preference',
      standing: isWanted ? 'ok' : 'problem',
      detail: isWanted ? test.details.wanted : reasons.preference,
    },
    {
      name: 'quiet',
      standing: isQuiet ? 'problem' : 'ok',
      detail: isQuiet ? reasons.quiet_hours : '',
    },
    arrivalCheck(words, progress),
    screenCheck(words, progress, withheld !== null),
    soundCheck(words, progress, withheld !== null),
  ]
}

const waiting = (isOver: boolean): Standing => (isOver ? 'problem' : 'waiting')

function arrivalCheck({ test }: Words, { arrivedIn, isOver }: Progress): Check {
  if (arrivedIn !== null)
    return { name: 'arrived', standing: 'ok', detail: test.details.arrivedIn(arrivedIn) }
  const detail = isOver ? test.details.notArrived : ''
  return { name: 'arrived', standing: waiting(isOver), detail }
}

function screenCheck(words: Words, { log, isOver }: Progress, isWithheld: boolean): Check {
  const name = 'shown'
  if (isWithheld) return { name, standing: 'skipped', detail: '' }
  const said = log.filter(isOnScreen)
  const shown = said.find(({ step }) => step === 'shown')
  const refused = said.find(({ step }) => step === 'withheld' || step === 'failed')
  const why = refused ? words.reasons[refused.reason ?? 'error'] : ''
  if (!shown) return { name, standing: refused ? 'problem' : waiting(isOver), detail: why }
  const { channel } = shown
  const where = channel === 'none' || channel === 'sound' ? '' : words.channels[channel]
  const detail = [words.steps.shown(where), why && words.steps.withheld(why)]
  return { name, standing: 'ok', detail: detail.filter(Boolean).join('. ') }
}

function soundCheck(words: Words, { log, isOver }: Progress, isWithheld: boolean): Check {
  const name = 'sound'
  if (isWithheld) return { name, standing: 'skipped', detail: '' }
  const said = log.find(({ channel }) => channel === 'sound')
  if (!said) return { name, standing: waiting(isOver), detail: '' }
  if (said.step === 'shown') return { name, standing: 'ok', detail: '' }
  const isOff = said.reason === 'preference'
  const detail = words.reasons[said.reason ?? 'error']
  return { name, standing: isOff ? 'skipped' : 'problem', detail }
}
