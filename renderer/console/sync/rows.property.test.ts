import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { apply, applyAll } from './apply.ts'
import { learnConversations } from './apply-conversation.ts'
import { closed, conversation, said, stateAt } from './facts.fixture.ts'
import { spanLoaded } from './learn.ts'
import { letGo } from './let-go.ts'
import { inOneGo } from './put.ts'
import { type Listed, RowIndex } from './row-index.ts'
import { layOut } from './rows.ts'
import { byPlace, type Order, type Place } from './span.ts'
import { emptyWorld, type Shelf, type World } from './world.ts'

const placeOf = ({ lastActivityAt: at, id }: Conversation) => ({ at, id })
const oldestFirst: Order = (a, b) => byPlace(b, a)
const listedBy = (order: Order): Listed<Conversation> => ({
  isIn: ({ status }) => status === 'open',
  placeOf,
  order,
})
const idOf = ({ id }: Conversation) => id

/** The rows of a list the slow, obvious way. */
const obvious = (shelf: Shelf<Conversation>, { isIn, order }: Listed<Conversation>) =>
  Object.values(shelf)
    .flatMap(({ value }) => (value && isIn(value) ? [value] : []))
    .toSorted((a, b) => order(placeOf(a), placeOf(b)))

type Step =
  | { kind: 'said' | 'closed' | 'learnt' | 'forgotten'; id: string }
  | { kind: 'burst'; ids: readonly string[] }

const id = fc.nat(25).map((number) => `c${number}`)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('said', 'closed', 'learnt', 'forgotten'), id }),
  fc.record({ kind: fc.constant('burst'), ids: fc.array(id, { maxLength: 12 }) }),
)

function after(world: World, one: Step): World {
  const seq = world.seq + 1
  if (one.kind === 'burst')
    return applyAll(
      world,
      one.ids.map((each, index) => said(seq + index, each, 1)),
    )
  if (one.kind === 'said') return apply(world, said(seq, one.id, 1))
  if (one.kind === 'closed') return apply(world, closed(seq, one.id))
  if (one.kind === 'learnt')
    return learnConversations(world, [conversation(one.id, stateAt(seq % 7))], world.seq)
  const { [one.id]: _, ...conversations } = world.conversations
  return { ...world, conversations }
}

test('the index has the same rows as the slow way, whatever happens and in either order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isNewest) => {
      const listed = listedBy(isNewest ? byPlace : oldestFirst)
      const index = new RowIndex(listed)
      let world = emptyWorld(0)
      for (const one of steps) {
        world = after(world, one)
        expect(index.rowsOf(world.conversations)).toEqual(obvious(world.conversations, listed))
      }
    }),
  )
})

test('many events in one go leave the same world as one after the other, and the one before as it was', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 30 }), (ids) => {
      const known = ids.slice(0, 10).map((each) => conversation(each))
      const before = learnConversations(emptyWorld(0), known, 0)
      const copy = structuredClone(before)
      const events = ids.map((each, index) => said(index + 1, each, index + 1))
      expect(applyAll(before, events)).toEqual(events.reduce(apply, before))
      expect(before).toEqual(copy)
    }),
  )
})

const NAME = 'inbox all'
const PAGE = 4
const cursorOf = (place: Place) => JSON.stringify(place)
const listed = listedBy(byPlace)

/** A server that has everything, and a console that scrolls about in it. */
class Scrolled {
  readonly #server = new Map<string, Conversation>()
  readonly #index = new RowIndex(listed)
  #world = emptyWorld(0)

  constructor(count: number) {
    for (let index = 0; index < count; index++) {
      const one = conversation(`s${index}`, stateAt(index))
      this.#server.set(one.id, one)
    }
    this.load(null)
  }

  get all(): Conversation[] {
    return [...this.#server.values()].toSorted((a, b) => byPlace(placeOf(a), placeOf(b)))
  }

  get rows() {
    const span = this.#world.spans[NAME]
    if (!span) throw new Error('nothing is loaded')
    return layOut(this.#index.rowsOf(this.#world.conversations), span, listed)
  }

  get sheets() {
    return this.#world.spans[NAME]?.sheets ?? []
  }

  get known(): number {
    return Object.keys(this.#world.conversations).length
  }

  load(cursor: string | null): void {
    const from = cursor === null ? null : (JSON.parse(cursor) as Place)
    const rest = this.all.filter((one) => from === null || byPlace(placeOf(one), from) > 0)
    const data = rest.slice(0, PAGE)
    const last = data.at(-1)
    const next = rest.length > PAGE && last ? cursorOf(placeOf(last)) : null
    const page = { cursor, places: data.map(placeOf), next }
    this.#world = inOneGo(() =>
      spanLoaded(learnConversations(this.#world, data, this.#world.seq), NAME, page),
    )
  }

  /** Something is said in the conversation that now stands at a row of the server's. */
  say(row: number): void {
    const { id: said_ } = this.all[row % this.all.length] ?? { id: '' }
    const event = said(1_000 + this.#world.seq, said_, 1)
    const state = event.kind === 'message.added' ? event.body.conversation : stateAt(0)
    const before = this.#server.get(said_)
    if (before) this.#server.set(said_, { ...before, ...state })
    this.#world = apply(this.#world, event)
    for (const missing of this.#world.missing) {
      const found = this.#server.get(missing)
      if (found) this.#world = learnConversations(this.#world, [found], this.#world.seq)
    }
  }

  /** Shows a stretch of the list as the console does. */
  show(first: number): void {
    const shown = this.rows.sheetsAt(first, first + PAGE)
    for (const { gone, cursor } of this.sheets.slice(Math.max(0, shown.first - 1), shown.last + 2))
      if (gone !== null && cursor !== null) this.load(cursor)
    const next = this.#world.spans[NAME]?.next
    if (first + 2 * PAGE >= this.rows.length && next) this.load(next)
    const kept = { isNeeded: () => false, lists: new Set<string>() }
    this.#world = inOneGo(() => letGo(this.#world, NAME, { rows: this.rows, shown }, kept))
  }

  /** Fetches all that was let go, from the top down. */
  fetchAll(): void {
    for (;;) {
      const gone = this.sheets.find((sheet) => sheet.gone !== null && sheet.cursor !== null)
      const next = gone?.cursor ?? this.#world.spans[NAME]?.next
      if (!next) return
      this.load(next)
    }
  }
}

const moves = fc.array(
  fc.oneof(
    fc.record({ say: fc.nat(400) }),
    fc.record({ show: fc.nat(400) }),
    fc.record({ on: fc.integer({ min: 1, max: 40 }) }),
  ),
  { maxLength: 60 },
)

test('a list that was scrolled and moved about is the whole list again once all of it is fetched', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const list = new Scrolled(160)
      for (const one of steps) {
        if ('say' in one) list.say(one.say)
        else if ('show' in one) list.show(one.show % Math.max(1, list.rows.length))
        else for (let page = 0; page < one.on; page++) list.show(Math.max(0, list.rows.length - 2))
        const { here } = list.rows
        expect(here.map(idOf)).toEqual(
          here.toSorted((a, b) => byPlace(placeOf(a), placeOf(b))).map(idOf),
        )
        expect(new Set(here.map(idOf)).size).toBe(here.length)
      }
      list.fetchAll()
      expect(list.rows.here.map(idOf)).toEqual(list.all.map(idOf))
      expect(list.rows.length).toBe(list.all.length)
    }),
  )
})

test('however far a list is scrolled, only the rows near what is shown are known', () => {
  const list = new Scrolled(2_000)
  for (let page = 0; page < 490; page++) list.show(Math.max(0, list.rows.length - 2))
  expect(list.rows.length).toBeGreaterThan(1_900)
  expect(list.known).toBeLessThanOrEqual(16 * PAGE)
  const end = list.rows.length - 1
  expect([list.rows.at(0)?.id, list.rows.at(end)?.id]).toEqual(['s1999', `s${1_999 - end}`])
  expect(list.rows.at(1_000)).toBeUndefined()
  list.show(1_000)
  expect(list.rows.at(1_000)?.id).toBe('s999')
  expect(list.rows.numberOf(list.rows.here.findIndex((row) => row.id === 's999'))).toBe(1_000)
})
