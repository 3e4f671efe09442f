import { type Crisp, emit, touch } from './crisp.ts'
import { mintUuid } from './ids.ts'
import type { Conversation, Data, Person } from './shapes.ts'
import { websiteOf } from './store.ts'

/** Adds a contact; a known e-mail answers the contact who has it. */
export function addPerson(
  crisp: Crisp,
  websiteId: string,
  { email, nickname }: { email: string; nickname: string },
): Person {
  const { people } = websiteOf(crisp.store, websiteId)
  const known = [...people.values()].find((person) => person.email === email)
  if (known) return known
  const at = crisp.now()
  const person: Person = {
    people_id: mintUuid(crisp.random),
    email,
    person: { nickname },
    data: {},
    created_at: at,
    updated_at: at,
  }
  people.set(person.people_id, person)
  tell(crisp, 'created', websiteId, { people_id: person.people_id, email })
  return person
}

export function updatePerson(
  crisp: Crisp,
  websiteId: string,
  person: Person,
  change: { email?: string; person?: Partial<Person['person']> },
): void {
  if (change.email) person.email = change.email
  Object.assign(person.person, change.person)
  person.updated_at = crisp.now()
  const update = { updated_at: person.updated_at, ...change }
  tell(crisp, 'updated', websiteId, { people_id: person.people_id, email: person.email, update })
}

export function setPersonData(crisp: Crisp, websiteId: string, person: Person, data: Data): void {
  person.data = data
  updatePerson(crisp, websiteId, person, {})
}

export function removePerson(crisp: Crisp, websiteId: string, person: Person): void {
  websiteOf(crisp.store, websiteId).people.delete(person.people_id)
  tell(crisp, 'removed', websiteId, { people_id: person.people_id })
}

/** Says that the visitor of a conversation is this contact. */
export function bindPerson(crisp: Crisp, conversation: Conversation, person: Person): void {
  conversation.people_id = person.people_id
  touch(crisp, conversation)
  emit(crisp, 'people:bind:session', conversation, { people_id: person.people_id })
}

function tell(crisp: Crisp, what: string, websiteId: string, payload: object): void {
  crisp.feed.send({
    name: `people:profile:${what}`,
    website_id: websiteId,
    payload: { website_id: websiteId, ...payload },
  })
}
