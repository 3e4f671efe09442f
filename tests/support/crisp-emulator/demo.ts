import { openBooks, tell } from '../../../server/demo/dialogues.ts'
import { customersOf, type Person } from '../../../server/demo/people.ts'
import { createRandom, inTurn, type Random } from '../../../server/demo/random.ts'
import { wordsOf } from '../../../server/demo/shop.ts'
import { type Acts, createActs } from './acts.ts'
import { type Crisp, DOCUMENTED } from './crisp.ts'
import { createFeed } from './feed.ts'
import { mintUuid } from './ids.ts'
import { SAMPLES } from './samples.ts'
import type { Message, MessageType } from './shapes.ts'
import { addWebsite, createOperator, type CrispStore, createStore } from './store.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const HISTORY_DAYS = 60
const SITES = [
  {
    id: '0c8d5a1e-6f43-4b1f-9a52-7d1e40a2b001',
    name: 'Pour & Kettle',
    language: 'en',
    operators: [
      ['Mara', 'Lindt'],
      ['Theo', 'Marsh'],
    ],
  },
  {
    id: '0c8d5a1e-6f43-4b1f-9a52-7d1e40a2b002',
    name: 'Phin & Ấm',
    language: 'vi',
    operators: [
      ['Hạnh', 'Lê'],
      ['Quân', 'Đỗ'],
    ],
  },
] as const

/** Two websites with conversations of the last two months in English and Vietnamese; the same seed, the same talks. */
export function createDemo(now: number, conversations = 320): CrispStore {
  const store = createStore()
  const random = createRandom('crisp', conversations)
  let at = now
  const crisp: Crisp = {
    store,
    feed: createFeed(),
    now: () => at,
    random: () => random.next(),
    behaviour: DOCUMENTED,
  }
  for (const { id, name, operators } of SITES)
    addWebsite(store, {
      id,
      name,
      operators: operators.map(([first, last]) =>
        createOperator(
          first,
          last,
          mintUuid(() => random.next()),
        ),
      ),
    })
  const acts = createActs(crisp)
  const people = customersOf(conversations)
  for (const [index, person] of people.entries()) {
    const age = HISTORY_DAYS * DAY * (1 - index / conversations)
    at = Math.floor(now - age - random.int(10, 90) * MINUTE)
    const pass = () => (at = Math.min(now, at + random.int(10, 240) * 1_000))
    playTalk({ acts, random, person, index, pass })
  }
  return store
}

interface Scene {
  acts: Acts
  random: Random
  person: Person
  index: number
  /** Lets some time go by. */
  pass: () => void
}

function playTalk(scene: Scene): void {
  const { acts, random, person, index, pass } = scene
  const site = person.language === 'vi' ? SITES[1] : SITES[0]
  const session = acts.visitorArrives(site.id, {
    nickname: person.name,
    email: random.chance(0.7) ? person.email : '',
    phone: person.phone ?? '',
    segments: random.chance(0.3) ? ['shop'] : [],
    data: { orders: random.int(0, 9) },
    device: { locales: [person.language], timezone: person.language === 'vi' ? -420 : 0 },
  })
  const { chats } = openBooks(person.language)
  const words = wordsOf(random, { person, agent: 'Mara' })
  const { lines } = tell(chats, inTurn(chats.dialogues, index), words, random)
  for (const { voice, text } of lines) {
    pass()
    if (voice === 'C') acts.visitorSays(session, text)
    else if (voice === 'N') acts.operatorNotes(session, text)
    else acts.operatorSays(session, text)
  }
  addSample(scene, session)
  pass()
  if (random.chance(0.75)) acts.operatorReads(session)
  if (random.chance(0.7)) acts.setState(session, 'resolved')
}

/** Every fifth talk has something else than text in it, each type in its turn. */
function addSample({ acts, index, pass }: Scene, session: string): void {
  if (index % 5 !== 0) return
  const [type, content] = inTurn(Object.entries(SAMPLES), index / 5)
  const isVisitors = type === 'file' || type === 'audio'
  pass()
  const said: Pick<Message, 'content'> & { type: MessageType } = {
    type: type as MessageType,
    content,
  }
  if (isVisitors) acts.visitorSays(session, said)
  else acts.operatorSays(session, said)
}
