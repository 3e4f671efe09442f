import { expect, test } from 'vitest'
import { OpeningHours } from '../../../../server/contract/chat-settings.ts'
import { joined } from './joined.ts'

const day = (at: number) => ({
  date: new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10),
  name: `Day ${at}`,
})
const daysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => day(first + at))

test('what is in the list stays as it is, and nothing is there twice', () => {
  const own = [{ date: day(1).date, name: 'As we call it' }, day(300)]
  expect(joined(own, daysFrom(0, 3))).toEqual({
    holidays: [...own, day(0), day(2)],
    added: 2,
    known: 1,
    leftOut: 0,
  })
})

test('a list takes as many as the server does, the earliest ones', () => {
  const { holidays, added, leftOut } = joined(daysFrom(1000, 398), daysFrom(0, 5))
  expect(OpeningHours.parse({ holidays }).holidays).toHaveLength(400)
  expect(holidays.slice(398)).toEqual(daysFrom(0, 2))
  expect({ added, leftOut }).toEqual({ added: 2, leftOut: 3 })
  expect(joined(holidays, daysFrom(0, 5))).toMatchObject({ added: 0, known: 2, leftOut: 3 })
})
