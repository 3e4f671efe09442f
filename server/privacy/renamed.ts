/** What is said of a person: keys and values, in a fact or in part of it. */
export type Said = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null

/** A fact in which these people, by their ids, are called and reached as it is said here, wherever it names them. */
export function renamed(value: unknown, people: ReadonlyMap<string, Said>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, people))
  if (!isObject(value)) return value
  const said = personIn(value, people) ?? saidBeside(value, people)
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [
      key,
      key in said ? said[key] : renamed(own, people),
    ]),
  )
}

/** What is said of a customer beside them: to whom they belong on a deal, what they were called on a ticket. */
function saidBeside({ channel, customer }: Said, people: ReadonlyMap<string, Said>): Said {
  const person = isObject(customer) ? personIn(customer, people) : undefined
  if (!person) return {}
  const { name, company, companyId } = person
  return {
    company: companyId === null ? null : { id: companyId, name: company },
    // In a chat it is what the visitor typed.
    ...(channel === 'ticket' && { visitorName: name }),
  }
}

const personIn = ({ id }: Said, people: ReadonlyMap<string, Said>) =>
  typeof id === 'string' ? people.get(id) : undefined
