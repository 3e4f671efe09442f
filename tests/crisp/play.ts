import { expect } from 'vitest'
import type { Fault } from '../support/crisp-emulator/faults.ts'
import type { CrispDesk } from './desk.ts'
import type { Failing, Step } from './steps.ts'

/** The three people of one scenario, every conversation they had, and how much was written. */
interface Cast {
  desk: CrispDesk
  sessions: Array<string | undefined>
  had: Set<string>
  written: number
}

const NAMES = ['Lena', 'Lê Minh', 'Priya', 'Đặng Trung']
const ORDERS = {
  'in order': <T>(events: T[]) => events,
  backwards: <T>(events: T[]) => events.toReversed(),
  twice: <T>(events: T[]) => events.flatMap((event) => [event, event]),
}
const FAULTS: Record<Failing, Fault> = {
  reset: { kind: 'reset' },
  'reset-after': { kind: 'reset-after' },
  cut: { kind: 'cut' },
  'server error': { kind: 'answer', status: 500 },
  'too many': { kind: 'answer', status: 429, retryAfter: 0 },
  page: { kind: 'page', status: 502 },
}

/** Plays a scenario from beginning to end, and has both sides agree on every conversation that was in it. */
export async function play(desk: CrispDesk, steps: readonly Step[]): Promise<void> {
  const cast: Cast = { desk, sessions: [], had: new Set(), written: 0 }
  try {
    for (const step of steps) await perform(cast, step)
  } finally {
    await heal(desk)
  }
  await agrees(cast)
}

async function agrees({ desk, had }: Cast): Promise<void> {
  const { ours, theirs } = await desk.settled(had)
  expect(ours).toEqual(theirs)
}

async function perform(cast: Cast, step: Step): Promise<void> {
  if ('who' in step) {
    const session = sessionOf(cast, step.who)
    return isAgents(step) ? agentDoes(cast, session, step) : crispDoes(cast, session, step)
  }
  return trouble(cast, step)
}

/** The conversation of one of the three; who is not there arrives. */
function sessionOf({ desk: { emulator }, sessions, had }: Cast, who: number): string {
  const isThere = emulator.truth().some(({ session_id }) => session_id === sessions[who])
  const session = isThere ? sessions[who] : undefined
  if (session !== undefined) return session
  const arrived = emulator.acts.visitorArrives(emulator.websiteId, { nickname: NAMES[who] ?? '' })
  sessions[who] = arrived
  had.add(arrived)
  // A conversation with nothing in it is not worth mirroring.
  emulator.acts.visitorSays(arrived, 'hello')
  return arrived
}

type PersonStep = Extract<Step, { who: number }>
type AgentStep = Extract<PersonStep, { kind: `agent ${string}` }>
type CrispStep = Exclude<PersonStep, AgentStep>
const isAgents = (step: PersonStep): step is AgentStep => step.kind.startsWith('agent')

type TroubleStep = Exclude<Step, PersonStep>

async function crispDoes(cast: Cast, session: string, step: CrispStep): Promise<void> {
  const { acts, feed } = cast.desk.emulator
  const text = () => `said ${++cast.written}`
  switch (step.kind) {
    case 'visitor writes': {
      const timestamp = cast.desk.emulator.crisp.now()
      for (let left = step.times; left > 0; left--)
        acts.visitorSays(session, {
          content: text(),
          ...(step.isOneMillisecond ? { timestamp } : {}),
        })
      return
    }
    case 'operator writes':
      if (step.isNote) acts.operatorNotes(session, text())
      else acts.operatorSays(session, text())
      return
    case 'operator edits':
    case 'operator removes': {
      const fingerprint = messageAt(cast, session, step.which)
      if (fingerprint === undefined) return
      if (step.kind === 'operator edits') acts.edit(session, fingerprint, text())
      else acts.remove(session, fingerprint)
      return
    }
    case 'operator decides':
      return acts.setState(session, step.state)
    case 'operator blocks':
      return acts.block(session, step.isBlocked)
    case 'operator takes':
      return acts.assign(session, cast.desk.operatorId)
    case 'operator lets go':
      return acts.assign(session, null)
    case 'visitor reads':
      return acts.visitorReads(session)
    case 'operator reads':
      return acts.operatorReads(session)
    case 'visitor says who they are':
      return acts.setMeta(session, {
        nickname: NAMES[step.name] ?? '',
        email: `${step.name}@visitor.test`,
      })
    case 'conversation goes':
      return acts.removeConversation(session)
    case 'old events come again':
      return void feed.repeat(({ payload }) => payload.session_id === session)
  }
}

function messageAt({ desk }: Cast, session: string, which: number): number | undefined {
  const found = desk.emulator.truth().find(({ session_id }) => session_id === session)
  const texts = found?.messages.filter(({ type }) => type === 'text') ?? []
  return texts[which % texts.length]?.fingerprint
}

/** What an agent does at our side, as soon as the conversation is known there; nothing where it is not. */
async function agentDoes(cast: Cast, session: string, step: AgentStep): Promise<void> {
  const { desk } = cast
  const conversationId = await desk.conversationOf(session)
  if (conversationId === undefined) return
  if (step.kind === 'agent writes') {
    await desk.agent.ask('send', {
      conversationId,
      content: `answered ${++cast.written}`,
      visibility: step.isNote ? 'internal' : 'public',
      clientMessageId: crypto.randomUUID(),
    })
    return
  }
  const command = { 'agent closes': 'close', 'agent reopens': 'reopen', 'agent takes': 'join' }
  await desk.agent.ask(command[step.kind], { conversationId })
}

async function trouble(cast: Cast, step: TroubleStep): Promise<void> {
  const { desk } = cast
  const { feed, rtm, rtmDoor, rest, faults, behaviour } = desk.emulator
  switch (step.kind) {
    case 'events come':
      feed.delivery = step.how
      return
    case 'events are held':
      return feed.hold()
    case 'events are let go':
      return feed.release(ORDERS[step.order])
    case 'lines drop':
      return rtm.dropAll()
    case 'sockets are ended':
      return rtm.disconnectAll()
    case 'RTM goes':
      return rtmDoor.close()
    case 'RTM comes':
      return rtmDoor.open()
    case 'REST goes':
      return rest.close()
    case 'REST comes':
      return rest.open()
    case 'an answer fails':
      return faults.script({ route: step.route, fault: FAULTS[step.how] })
    case 'echoes come':
      behaviour.echo = step.how
      return
    case 'Frontdesk restarts':
      return desk.restart()
    case 'everything settles':
      await heal(desk)
      return agrees(cast)
  }
}

/** Ends all trouble; what was lost meanwhile has to be found by catching up. */
async function heal({ emulator }: CrispDesk): Promise<void> {
  const { feed, faults, behaviour, rest, rtmDoor, rtm } = emulator
  faults.clear()
  behaviour.echo = 'soon'
  feed.delivery = 'once'
  feed.release()
  await Promise.all([rest.open(), rtmDoor.open()])
  // Whoever listens has missed something they cannot know of: ending the sockets makes them look.
  rtm.disconnectAll()
}
