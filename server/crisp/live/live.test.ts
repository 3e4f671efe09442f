import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../../tests/support/crisp-emulator/emulator.ts'
import { onBothDatabases, type TestDatabase } from '../../../tests/support/databases.ts'
import type { TestServer } from '../../../tests/support/server.ts'
import { ownerState } from './owner.ts'
import { expectLive, expectMirrored, startOn } from '../../../tests/support/crisp-mirror.ts'

onBothDatabases('the live connection to Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  beforeEach(async () => {
    on = await create()
    crisp = await startCrispEmulator()
    server = await startOn(crisp, on)
    await expectLive(crisp)
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  const inbox = async () => (await server.admin.get('/api/inbox')).body.data

  it('brings a visitor into the inbox with all they and the operators say and change', async () => {
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    const first = crisp.acts.visitorSays(session, 'Is the blue one back?')
    crisp.acts.operatorSays(session, 'Since Monday.')
    crisp.acts.operatorNotes(session, 'VIP')
    crisp.acts.edit(session, first.fingerprint, 'Is the blue one back in stock?')
    const doubled = crisp.acts.visitorSays(session, 'Hello?')
    crisp.acts.remove(session, doubled.fingerprint)
    crisp.acts.visitorReads(session)
    await expectMirrored(crisp, server)
    const [conversation] = await inbox()
    expect(conversation).toMatchObject({ channel: 'crisp', visitorName: 'Lena', status: 'open' })
    const thread = async () => {
      const { body } = await server.admin.get(`/api/inbox/${conversation.id}/messages`)
      return body.data
    }
    const shown = [
      { content: 'Is the blue one back in stock?', editedAt: expect.any(String) },
      {
        content: 'Since Monday.',
        author: expect.objectContaining({ name: expect.stringContaining('Mara') }),
      },
      { content: 'VIP', visibility: 'internal' },
      { content: '', removedAt: expect.any(String) },
    ]
    for (const message of shown)
      await expect.poll(thread).toContainEqual(expect.objectContaining(message))
  })

  it('makes good what was missed while it was cut, also what was removed or deleted', async () => {
    const one = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    const two = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Max' })
    const gone = crisp.acts.visitorSays(one, 'oops')
    crisp.acts.visitorSays(two, 'hello')
    await expectMirrored(crisp, server)
    await crisp.rtmDoor.close()
    crisp.acts.visitorSays(one, 'said while you were away')
    crisp.acts.remove(one, gone.fingerprint)
    crisp.acts.removeConversation(two)
    const three = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Noor' })
    crisp.acts.visitorSays(three, 'new')
    crisp.acts.setState(three, 'resolved')
    await crisp.rtmDoor.open()
    await expectMirrored(crisp, server)
    await expectLive(crisp)
    expect(crisp.rtm.listeners()).toBe(1)
  })

  it('comes back by a new instance when Crisp hangs up, which the SDK takes as final', async () => {
    crisp.rtm.disconnectAll()
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    crisp.acts.visitorSays(session, 'said into the gap')
    await expectMirrored(crisp, server)
    await expectLive(crisp)
    crisp.acts.visitorSays(session, 'said live')
    await expectMirrored(crisp, server)
    await expectLive(crisp)
    expect(crisp.rtm.listeners()).toBe(1)
  })

  it('finds Crisp where it has moved to', async () => {
    await crisp.rtmDoor.move()
    await expectLive(crisp)
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    crisp.acts.visitorSays(session, 'still there?')
    await expectMirrored(crisp, server)
    await expectLive(crisp)
    expect(crisp.rtm.listeners()).toBe(1)
  })

  it('takes in once what is told twice, and in the right order what is told in the wrong one', async () => {
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    for (const text of ['one', 'two', 'three']) crisp.acts.visitorSays(session, text)
    await expectMirrored(crisp, server)
    await crisp.stop()
    await server.stop()
    crisp = await startCrispEmulator({ store: crisp.store })
    server = await startOn(crisp, on)
    await expectLive(crisp)
    crisp.acts.visitorSays(session, 'four')
    await expectMirrored(crisp, server)
    const [conversation] = await inbox()
    const { body } = await server.admin.get(`/api/inbox/${conversation.id}/messages`)
    const said: string[] = body.data.map(({ content }: { content: string }) => content)
    expect(said.toSorted()).toEqual(['four', 'one', 'three', 'two'])
  })
})

onBothDatabases('a Crisp that does not let us in', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer | undefined
  beforeEach(async () => {
    on = await create()
    crisp = await startCrispEmulator()
  })
  afterEach(async () => {
    await server?.stop()
    await crisp.stop()
    await on.drop()
  })

  it('refusing the credentials leaves the rest of the server alone, and is tried again', async () => {
    crisp.rtm.rules.refusesAll = true
    server = await startOn(crisp, on)
    const stateOf = async () => server && (await ownerState(server.database))?.connection
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('refused')
    expect((await server.admin.get('/api/inbox')).status).toBe(200)
    crisp.rtm.rules.refusesAll = false
    await expectLive(crisp)
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('live')
  })

  it('whose discovery fails at first is connected to by a new instance', async () => {
    const fault = { kind: 'answer', status: 500 } as const
    crisp.faults.script({ route: 'connect/endpoints', times: 2, fault })
    server = await startOn(crisp, on)
    await expectLive(crisp)
    await expectLive(crisp)
    expect(crisp.rtm.listeners()).toBe(1)
  })
})
