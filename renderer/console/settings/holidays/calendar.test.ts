import { describe, expect, test } from 'vitest'
import { readCalendar } from './calendar.ts'

const TODAY = '2026-11-27'

const bytes = (text: string) => new TextEncoder().encode(text)

/** A calendar of events, each written as its lines. */
const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Public holidays//EN',
    ...events.flatMap((lines, at) => [
      'BEGIN:VEVENT',
      ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:${at}`]),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const read = (...events: string[][]) => readCalendar(bytes(calendar(...events)), TODAY)
const days = (...events: string[][]) => read(...events)?.holidays.map(({ date }) => date)

describe('days', () => {
  test('an all-day event is a holiday with its name, today and later', () => {
    const found = read(
      ['DTSTART;VALUE=DATE:20261226', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Boxing Day'],
      ['DTSTART;VALUE=DATE:20261127', 'SUMMARY:Today'],
      ['DTSTART;VALUE=DATE:20261126', 'SUMMARY:Yesterday'],
    )
    expect(found).toEqual({
      holidays: [
        { date: '2026-11-27', name: 'Today' },
        { date: '2026-12-26', name: 'Boxing Day' },
      ],
      passedOver: { past: 1 },
    })
  })

  test('an event of several days is each of them, and those of its days that are over are not', () => {
    const tet = ['DTSTART;VALUE=DATE:20270205', 'DTEND;VALUE=DATE:20270208', 'SUMMARY:Tết']
    expect(days(tet)).toEqual(['2027-02-05', '2027-02-06', '2027-02-07'])
    expect(days(['DTSTART;VALUE=DATE:20261231', 'DURATION:P3D'])).toEqual([
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ])
    expect(days(['DTSTART;VALUE=DATE:20261125', 'DTEND;VALUE=DATE:20261129'])).toEqual([
      '2026-11-27',
      '2026-11-28',
    ])
  })

  test('an end that is its beginning, or missing, is one day', () => {
    expect(days(['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225'])).toEqual([
      '2026-12-25',
    ])
    expect(days(['DTSTART:20261225'])).toEqual(['2026-12-25'])
  })

  test('a day with two events is there once, with a name if one has any', () => {
    const found = read(
      ['DTSTART;VALUE=DATE:20261225'],
      ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas Day'],
      ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas'],
    )
    expect(found?.holidays).toEqual([{ date: '2026-12-25', name: 'Christmas Day' }])
  })
})

describe('what comes back', () => {
  test('each year up to the end of the year after next', () => {
    expect(days(['DTSTART;VALUE=DATE:19450902', 'RRULE:FREQ=YEARLY'])).toEqual([
      '2027-09-02',
      '2028-09-02',
    ])
    expect(days(['DTSTART;VALUE=DATE:20201201', 'RRULE:FREQ=YEARLY'])).toEqual([
      '2026-12-01',
      '2027-12-01',
      '2028-12-01',
    ])
  })

  test('by weekdays, for some years, with days left out and added', () => {
    const thanksgiving = 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'
    expect(days(['DTSTART;VALUE=DATE:20201126', thanksgiving])).toEqual([
      '2027-11-25',
      '2028-11-23',
    ])
    expect(
      days(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;UNTIL=20270101T000000Z']),
    ).toEqual(['2027-01-01'])
    const without = 'EXDATE;VALUE=DATE:20270303,20280501'
    expect(days(['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY', without])).toEqual([
      '2027-05-01',
    ])
    const more = 'RDATE;VALUE=DATE:20280126,20290213'
    expect(days(['DTSTART;VALUE=DATE:20270206', more])).toEqual([
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
    ])
  })

  test('a leap day only in leap years', () => {
    expect(days(['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'])).toEqual(['2028-02-29'])
    const rule = 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'
    expect(days(['DTSTART;VALUE=DATE:20240229', rule])).toEqual(['2028-02-29'])
  })

  test('a year in which it was moved, or does not take place', () => {
    const found = read(
      ['UID:king', 'DTSTART;VALUE=DATE:20260427', 'RRULE:FREQ=YEARLY', 'SUMMARY:King’s Day'],
      [
        'UID:king',
        'RECURRENCE-ID;VALUE=DATE:20270427',
        'DTSTART;VALUE=DATE:20270426',
        'SUMMARY:King’s Day, moved',
      ],
      [
        'UID:king',
        'RECURRENCE-ID;VALUE=DATE:20280427',
        'DTSTART;VALUE=DATE:20280427',
        'STATUS:CANCELLED',
      ],
      ['UID:other', 'RECURRENCE-ID;VALUE=DATE:20270101', 'DTSTART;VALUE=DATE:20270104'],
    )
    expect(found?.holidays).toEqual([
      { date: '2027-01-04', name: '' },
      { date: '2027-04-26', name: 'King’s Day, moved' },
    ])
  })
})

describe('time zones', () => {
  test('an event with a time of day is passed over; from midnight to midnight of a zone it is a day', () => {
    const found = read(
      ['DTSTART:20261224T140000Z', 'DTEND:20261224T180000Z'],
      ['DTSTART;TZID=Asia/Ho_Chi_Minh:20261224T000000', 'DURATION:PT12H'],
      ['DTSTART:20261231T000000Z', 'DTEND:20270101T000000Z'],
      [
        'DTSTART;TZID=Asia/Ho_Chi_Minh:20270101T000000',
        'DTEND;TZID=Asia/Ho_Chi_Minh:20270103T000000',
      ],
    )
    expect(found?.holidays.map(({ date }) => date)).toEqual(['2027-01-01', '2027-01-02'])
    expect(found?.passedOver).toEqual({ timed: 3 })
  })

  test('a zone that the file describes moves no day', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Paris',
      'BEGIN:STANDARD',
      'DTSTART:20261025T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]
    const event = ['DTSTART;TZID=Paris:20270714T000000', 'DTEND;TZID=Paris:20270715T000000']
    const text = calendar(event).replace('BEGIN:VEVENT', [...zone, 'BEGIN:VEVENT'].join('\r\n'))
    expect(readCalendar(bytes(text), TODAY)?.holidays).toEqual([{ date: '2027-07-14', name: '' }])
  })
})

describe('names', () => {
  const name = (summary: string) =>
    read(['DTSTART;VALUE=DATE:20270206', `SUMMARY:${summary}`])?.holidays[0]?.name

  test('of lines that are folded in the middle of a letter, in Vietnamese', () => {
    const said = 'Ngày Chiến thắng Điện Biên Phủ và Giỗ Tổ Hùng Vương'
    const event = ['DTSTART;VALUE=DATE:20270206', `SUMMARY;LANGUAGE=vi:${said}`]
    const text = calendar(event)
    const whole = bytes(text)
    const line = text.indexOf('SUMMARY')
    const names = Array.from({ length: 75 }, (_, at) => line + 1 + at).map((at) => {
      const folded = Uint8Array.from([...whole.slice(0, at), 13, 10, 32, ...whole.slice(at)])
      return readCalendar(folded, TODAY)?.holidays[0]?.name
    })
    expect(new Set(names)).toEqual(new Set([said]))
  })

  test('are one line, composed, not longer than the list takes', () => {
    expect(name('Bank holiday\\, England\\nand Wales')).toBe('Bank holiday, England and Wales')
    expect(name('Tết'.normalize('NFD'))).toBe('Tết')
    expect(name(`${'a'.repeat(79)}🎉`)).toBe('a'.repeat(79))
    expect(name('a'.repeat(200))).toBe('a'.repeat(80))
  })

  test('the marks that some programs begin a file with are no part of it', () => {
    const text = calendar(['DTSTART;VALUE=DATE:20270206', 'SUMMARY:Tết']).replaceAll('\r\n', '\n')
    expect(readCalendar(bytes(`\uFEFF\n${text}`), TODAY)?.holidays).toEqual([
      { date: '2027-02-06', name: 'Tết' },
    ])
  })
})

describe('what is broken', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'Christmas is on 25 December.'],
    ['a page', '<!doctype html><title>Sign in: calendar</title>'],
    ['an address book', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ruth\r\nEND:VCARD\r\n'],
    ['half a calendar', calendar(['DTSTART;VALUE=DATE:20261225']).slice(0, -20)],
    ['an end without a beginning', 'END:VCALENDAR'],
  ])('%s is no calendar', (_, text) => {
    expect(readCalendar(bytes(text), TODAY)).toBeNull()
  })

  test('bytes of another kind are no calendar', () => {
    expect(readCalendar(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 255, 254]), TODAY)).toBeNull()
  })

  test.each([
    ['no day', 'SUMMARY:When?'],
    ['a day that is no day', 'DTSTART;VALUE=DATE:soon'],
    ['a day that does not exist', 'DTSTART;VALUE=DATE:20270230'],
    ['more days than a year', 'DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:99991231'],
    ['a rule for every second', 'DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=SECONDLY'],
    [
      'a rule that no day meets',
      'DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    ],
    ['no rule at all', 'DTSTART;VALUE=DATE:20261225\r\nRRULE:each year'],
  ])('an event with %s is passed over, the others are taken', (_, lines) => {
    const found = read([lines], ['DTSTART;VALUE=DATE:20261226'])
    expect(found).toEqual({
      holidays: [{ date: '2026-12-26', name: '' }],
      passedOver: { unreadable: 1 },
    })
  })

  test('a cancelled event is passed over, a calendar without events has none', () => {
    expect(read(['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'])).toEqual({
      holidays: [],
      passedOver: { cancelled: 1 },
    })
    expect(read()).toEqual({ holidays: [], passedOver: {} })
  })
})
