import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft as ServerDraft } from '../../../server/contract/drafts.ts'
import { type Draft, opened, type Texts, textsOf } from '../sync/outgoing.ts'
import { mergedDraft } from './draft-merge.ts'

const NOW = '2026-11-26T09:00:00.000Z'

/** A server that takes a draft only over the version it has. */
class Server {
  version = 0
  texts: Texts = { reply: '', note: '' }

  save(base: number, texts: Texts): boolean {
    if (base !== this.version) return false
    this.version += 1
    this.texts = texts
    return true
  }

  get draft(): ServerDraft {
    const { version } = this
    return {
      conversationId: 'c',
      mode: 'reply',
      ...this.texts,
      sinceSeq: null,
      version,
      updatedAt: NOW,
    }
  }
}

/** One of an agent's devices, which hears of the server when it is connected. */
class Device {
  draft: Draft = { text: '', mode: 'reply', sinceSeq: null, version: 0 }
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
  }

  type(word: string) {
    const { text } = this.draft
    this.draft = { ...this.draft, text: `${text}${word} `, editedAt: NOW }
  }

  turn() {
    const { reply, note } = textsOf(this.draft)
    const mode = this.draft.mode === 'reply' ? 'note' : 'reply'
    this.draft = { ...this.draft, ...opened({ reply, note }, mode) }
  }

  /** Saves what was written here, or shows what was written elsewhere. */
  sync() {
    const server = this.#server
    const { editedAt, version = 0, ...rest } = this.draft
    if (editedAt === undefined) {
      if (version < server.version)
        this.draft = mergedDraft({ ...rest, version, base: textsOf(rest) }, server.draft, NOW)
      return
    }
    const texts = textsOf(this.draft)
    if (server.save(version, texts)) this.draft = { ...rest, version: server.version, base: texts }
    else this.draft = mergedDraft(this.draft, server.draft, NOW)
  }
}

const step = fc.record({
  device: fc.constantFrom(0, 1),
  does: fc.constantFrom('type', 'type', 'turn', 'sync'),
})

test('whatever two devices write into one draft, connected or not, nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const server = new Server()
      const devices = [new Device(server), new Device(server)]
      const typed: { word: string; mode: Draft['mode'] }[] = []
      for (const [index, { device, does }] of steps.entries()) {
        const one = devices[device]
        if (!one) continue
        if (does === 'type') {
          const word = `<${index}>`
          typed.push({ word, mode: one.draft.mode })
          one.type(word)
        } else if (does === 'turn') one.turn()
        else one.sync()
      }
      // Both are back, and take turns until there is nothing to say.
      for (let round = 0; round < 4; round++) for (const one of devices) one.sync()
      for (const { word, mode } of typed)
        expect(server.texts[mode === 'reply' ? 'reply' : 'note'].split(word)).toHaveLength(2)
      for (const { draft } of devices) {
        expect(textsOf(draft)).toEqual(server.texts)
        expect(draft.editedAt).toBeUndefined()
      }
    }),
    { numRuns: 500 },
  )
})

test('a text that was shortened on one device is not brought back by the other', () => {
  const base = { reply: 'Hello there', note: '' }
  const mine: Draft = { text: 'Hello', mode: 'reply', sinceSeq: 3, version: 1, base, editedAt: NOW }
  const theirs = { ...new Server().draft, reply: 'Hello there', note: 'ask Hoa', version: 2 }
  expect(textsOf(mergedDraft(mine, theirs, NOW))).toEqual({ reply: 'Hello', note: 'ask Hoa' })
})

test.each([
  ['Hello there', 'Hello you', 'Hello there\nyou'],
  ['Chào chị, mai giao ạ', 'Chào chị, em kiểm tra ạ', 'Chào chị, mai giao em kiểm tra ạ'],
  ['It left on Monday', 'Sorry', 'It left on Monday\nSorry'],
])('theirs “%s” and mine “%s” are “%s”', (reply, text, expected) => {
  const mine: Draft = { text, mode: 'reply', sinceSeq: null, version: 1, editedAt: NOW }
  const theirs = { ...new Server().draft, reply, version: 2 }
  expect(mergedDraft(mine, theirs, NOW).text).toBe(expected)
})
