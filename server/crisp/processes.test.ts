import { expect, it } from 'vitest'
import { startCrispEmulator } from '../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../tests/support/crisp-mirror.ts'
import { onPostgres } from '../../tests/support/databases.ts'

const COMPOSE = 'PATCH /website/:website/conversation/:session/compose'

onPostgres('two processes of which one talks to Crisp', (create) => {
  it('both tell it that their agents type, and count that against the same day', async () => {
    const on = await create()
    const crisp = await startCrispEmulator()
    const owner = await startOn(crisp, on)
    await expectLive(crisp)
    const other = await startOn(crisp, on)
    const session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
    crisp.acts.visitorSays(session, 'Is the blue one back?')
    const firstOfInbox = async () => (await owner.admin.get('/api/inbox')).body.data[0]?.id
    await expect.poll(firstOfInbox, { timeout: 10_000 }).toEqual(expect.any(String))
    const conversationId: string = await firstOfInbox()
    const console = await other.socket('/console', { token: other.adminToken })
    await console.ask('typing', { conversationId, isTyping: true })
    await expect
      .poll(() => crisp.requests.byRoute(), { timeout: 10_000 })
      .toMatchObject({ [COMPOSE]: 1 })
    const counted = async () => {
      const days = await owner.database.sql.selectFrom('crispDays').select('requests').execute()
      return days.reduce((sum, { requests }) => sum + requests, 0)
    }
    // Where the live connection is costs no request of the day.
    const made = Object.entries(crisp.requests.byRoute())
      .filter(([route]) => !route.includes('connect/endpoints'))
      .reduce((sum, [, requests]) => sum + requests, 0)
    await expect.poll(counted, { timeout: 10_000 }).toBe(made)
    expect(crisp.rtm.listeners()).toBe(1)
    await other.stop()
    await owner.stop()
    await crisp.stop()
    await on.drop()
  })
})
