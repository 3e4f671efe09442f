import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { jsonFile } from './json-file.ts'
import { adoptOldServer, NO_PROFILES, openProfiles, profilesSchema } from './profiles.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'frontdesk-profiles-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = () => join(folder, 'profiles.json')
const file = () => jsonFile(path(), profilesSchema, NO_PROFILES)

let count = 0
const newId = () => `0192f0c1-0000-7000-8000-${String(++count).padStart(12, '0')}`
const start = (server: string | null = null) => openProfiles({ file: file(), newId, server })
const help = { place: 'server', name: 'Help', url: 'https://help.example' } as const
const sales = { place: 'server', name: 'Sales', url: 'https://sales.example' } as const

it('nobody is anywhere at first', () => {
  const profiles = start()
  expect([profiles.current(), profiles.all()]).toEqual([null, []])
})

it('the place that was used last is the one of the next start', () => {
  const profiles = start()
  profiles.use(profiles.add(help).id)
  const { id } = profiles.add({ place: 'computer', name: 'Frontdesk' })
  profiles.use(id)
  expect(start().current()).toEqual({ id, place: 'computer', name: 'Frontdesk' })
  expect(start().all()).toHaveLength(2)
})

it('this computer is one place; a server may be two, for two accounts', () => {
  const profiles = start()
  const computer = { place: 'computer', name: 'Frontdesk' } as const
  expect(profiles.add(computer)).toEqual(profiles.add(computer))
  expect(profiles.add(help).id).not.toBe(profiles.add(help).id)
  expect(profiles.all()).toHaveLength(3)
})

it('a server named for a start is used for that start, and known from then on', () => {
  const before = start()
  before.use(before.add(help).id)
  const named = start('https://other.example:8443')
  expect(named.current()).toMatchObject({
    url: 'https://other.example:8443',
    name: 'other.example:8443',
  })
  expect(start().current()).toMatchObject(help)
  expect(start('https://other.example:8443').all()).toHaveLength(2)
  expect(start(help.url).current()).toEqual(before.current())
})

it('a place that is removed is forgotten, and nobody is anywhere if it was the one of now', () => {
  const profiles = start()
  const [first, second] = [profiles.add(help).id, profiles.add(sales).id]
  profiles.use(second)
  profiles.remove(first)
  expect(start().current()?.id).toBe(second)
  profiles.remove(second)
  expect([profiles.current(), start().current(), start().all()]).toEqual([null, null, []])
})

it('a place has the name it is given', () => {
  const profiles = start()
  const { id } = profiles.add(help)
  profiles.rename(id, 'Support')
  expect(start().find(id)?.name).toBe('Support')
})

it.each([
  'not JSON',
  '{"current":null,"profiles":[{"id":"../../x","name":"a","place":"computer"}]}',
  `{"current":null,"profiles":[{"id":"0192f0c1-0000-7000-8000-000000000001","name":"a","place":"server","url":"https://a;script-src 'unsafe-eval'"}]}`,
  '{"current":null,"profiles":[{"id":"0192f0c1-0000-7000-8000-000000000001","name":"a","place":"server","url":"https://a/path"}]}',
])('a file somebody tampered with is none: %s', (text) => {
  writeFileSync(path(), text)
  expect(start().all()).toEqual([])
})

it('an entry that cannot be read costs no other, and is kept for whoever mends it', () => {
  const before = start()
  const { id } = before.add(help)
  before.use(id)
  const bad = {
    id: '0192f0c1-0000-7000-8000-0000000000ff',
    name: 'v6',
    place: 'server',
    url: 'http://[::1]',
  }
  const written = JSON.parse(readFileSync(path(), 'utf8')) as { profiles: unknown[] }
  writeFileSync(path(), JSON.stringify({ ...written, profiles: [bad, ...written.profiles] }))
  const after = start()
  expect([after.all(), after.current()?.id]).toEqual([[{ id, ...help }], id])
  after.rename(id, 'Support')
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ aside: [bad] })
  expect(
    start()
      .all()
      .map(({ name }) => name),
  ).toEqual(['Support'])
})

it('the one server of before becomes a profile, once', () => {
  const adopted = adoptOldServer(file(), { server: 'https://help.example' }, newId)
  expect(adopted?.url).toBe('https://help.example')
  expect(start().current()).toMatchObject({ id: adopted?.id, url: 'https://help.example' })
  expect(adoptOldServer(file(), { server: 'https://help.example' }, newId)).toBeNull()
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ current: adopted?.id })
})

it('nothing is adopted where none was chosen, or what is there is no address', () => {
  expect(adoptOldServer(file(), { server: null }, newId)).toBeNull()
  expect(adoptOldServer(file(), { server: 'javascript:alert(1)' }, newId)).toBeNull()
  expect(start().all()).toEqual([])
})
