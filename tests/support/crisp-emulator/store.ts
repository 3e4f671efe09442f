import { randomUUID } from 'node:crypto'
import type { Operator, Website } from './shapes.ts'

/** Everything this Crisp knows. Kept apart from the servers, so that an outage forgets nothing. */
export interface CrispStore {
  websites: Map<string, Website>
}

export function createStore(): CrispStore {
  return { websites: new Map() }
}

export interface NewWebsite {
  id?: string
  name?: string
  subscribed?: boolean
  operators?: Operator[]
}

/** Adds a website with one operator, unless others are given. */
export function addWebsite(store: CrispStore, given: NewWebsite = {}): Website {
  const website: Website = {
    website_id: given.id ?? randomUUID(),
    name: given.name ?? 'Acme',
    domain: 'acme.example',
    subscribed: given.subscribed ?? true,
    operators: given.operators ?? [createOperator('Mara', 'Lindt')],
    inboxes: [],
    people: new Map(),
    conversations: new Map(),
  }
  store.websites.set(website.website_id, website)
  return website
}

/** An operator with their name and, where it matters, an id. */
export function createOperator(
  firstName: string,
  lastName: string,
  id: string = randomUUID(),
): Operator {
  return {
    user_id: id,
    email: `${firstName}.${lastName}@acme.example`.toLowerCase(),
    first_name: firstName,
    last_name: lastName,
    role: 'owner',
    availability: 'online',
  }
}

/** A website that must be there. */
export function websiteOf(store: CrispStore, websiteId: string): Website {
  const website = store.websites.get(websiteId)
  if (!website) throw new Error(`no website ${websiteId}`)
  return website
}
