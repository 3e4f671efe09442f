import { pageOf } from '../lists.ts'
import { addPerson, removePerson, setPersonData, updatePerson } from '../people.ts'
import type { Data, Person } from '../shapes.ts'
import { personView } from '../views.ts'
import { type Answer, type AskedOfWebsite, done, listed, ofWebsite, refused } from './router.ts'

export const peopleRoutes = [
  ofWebsite('GET', '/people/profiles/:page', ({ website, params, query }) => {
    const text = query.search_text?.toLowerCase() ?? ''
    const found = [...website.people.values()].filter(({ email, person }) =>
      `${email} ${person.nickname}`.toLowerCase().includes(text),
    )
    return listed(pageOf(found.map(personView), Number(params.page) || 1, 20))
  }),
  ofWebsite('POST', '/people/profile', ({ crisp, website, body }) => {
    const { email, person } = body as { email?: string; person?: { nickname?: string } }
    if (!email || !person?.nickname) return refused(400, 'invalid_data', 'email')
    const added = addPerson(crisp, website.website_id, { email, nickname: person.nickname })
    return done('added', { people_id: added.people_id }, 201)
  }),
  ofWebsite('GET', '/people/profile/:person', (asked) =>
    withPerson(asked, (person) => done('resolved', personView(person))),
  ),
  ...['PUT', 'PATCH'].map((method) =>
    ofWebsite(method, '/people/profile/:person', (asked) =>
      withPerson(asked, (person) => {
        updatePerson(asked.crisp, asked.website.website_id, person, asked.body)
        return done('updated')
      }),
    ),
  ),
  ofWebsite('DELETE', '/people/profile/:person', (asked) =>
    withPerson(asked, (person) => {
      removePerson(asked.crisp, asked.website.website_id, person)
      return done('deleted')
    }),
  ),
  ofWebsite('GET', '/people/data/:person', (asked) =>
    withPerson(asked, ({ data }) => done('resolved', { data })),
  ),
  ...['PUT', 'PATCH'].map((method) =>
    ofWebsite(method, '/people/data/:person', (asked) =>
      withPerson(asked, (person) => {
        const given = (asked.body.data ?? asked.body) as Data
        const data = method === 'PUT' ? given : { ...person.data, ...given }
        setPersonData(asked.crisp, asked.website.website_id, person, data)
        return done('updated')
      }),
    ),
  ),
  ofWebsite('GET', '/people/conversations/:person/list/:page', (asked) =>
    withPerson(asked, ({ people_id }) => {
      const theirs = [...asked.website.conversations.values()].filter(
        (each) => each.people_id === people_id,
      )
      const ids = theirs.map(({ session_id }) => session_id)
      return listed(pageOf(ids, Number(asked.params.page) || 1, 20))
    }),
  ),
]

/** A person goes by their id or their e-mail address. */
function withPerson(asked: AskedOfWebsite, act: (person: Person) => Answer): Answer {
  const key = asked.params.person
  const { people } = asked.website
  const person = [...people.values()].find((each) => each.people_id === key || each.email === key)
  return person ? act(person) : refused(404, 'people_not_found')
}
