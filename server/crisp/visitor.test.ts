import { expect, it } from 'vitest'
import { startCrispEmulator } from '../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../tests/support/crisp-mirror.ts'
import { onBothDatabases } from '../../tests/support/databases.ts'

onBothDatabases('what Crisp knows of a visitor', (create) => {
  it('is there for agents, with what changes of it', async () => {
    const on = await create()
    const crisp = await startCrispEmulator()
    const server = await startOn(crisp, on)
    await expectLive(crisp)
    const { acts, websiteId } = crisp
    const session = acts.visitorArrives(websiteId, { nickname: 'Lena', segments: ['shop'] })
    acts.visitorSays(session, 'Is the blue one back?')
    const about = async () => {
      const [conversation] = (await server.admin.get('/api/inbox')).body.data
      return (await server.admin.get(`/api/crisp/conversations/${conversation?.id}`)).body.data
    }
    const expectKnown = (known: object) =>
      expect.poll(about, { timeout: 10_000 }).toEqual(expect.objectContaining(known))
    await expectKnown({ isBlocked: false, segments: ['shop'], participants: [], subject: null })
    acts.setMeta(session, { segments: ['shop', 'vip'], subject: 'Kettles' })
    acts.setParticipants(session, [{ type: 'email', target: 'boss@visitor.test' }])
    acts.block(session, true)
    await expectKnown({
      website: expect.any(String),
      isBlocked: true,
      segments: ['shop', 'vip'],
      participants: ['boss@visitor.test'],
      subject: 'Kettles',
    })
    acts.removeConversation(session)
    await expect.poll(about, { timeout: 10_000 }).toBeUndefined()
    await server.stop()
    await crisp.stop()
    await on.drop()
  })
})
