/** What is said of a person: keys and values, in a fact or in part of it. */
export type Said = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null

/** A fact in which these people, by their ids, are called and reached as it is said here, wherever it names them. */
export function renamed(value: unknown, people: ReadonlyMap<string, Said>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, people))
  if (!isObject(value)) return value
  const person = personIn(value, people)
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) =>
      person && key in person
        ? [key, person[key]]
        : [
            key,
            key === 'visitorName' ? (nameOnTicket(value, people) ?? own) : renamed(own, people),
          ],
    ),
  )
}

// A ticket is begun under the name its customer has at that moment; in a chat it is what the visitor typed.
function nameOnTicket({ channel, customer }: Said, people: ReadonlyMap<string, Said>): unknown {
  return channel === 'ticket' && isObject(customer)
    ? personIn(customer, people)?.['name']
    : undefined
}

const personIn = ({ id }: Said, people: ReadonlyMap<string, Said>) =>
  typeof id === 'string' ? people.get(id) : undefined
