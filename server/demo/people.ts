import type { Language, Role } from '../contract/identity.ts'
import { createRandom, type Random } from './random.ts'

/** Somebody who works in the shop. */
export interface Colleague {
  name: string
  first: string
  email: string
  role: Role
  language: Language
  speaks: readonly Language[]
}

const both = ['en', 'vi'] as const
const colleague = (
  name: string,
  first: string,
  email: string,
  rest: Pick<Colleague, 'role' | 'language' | 'speaks'>,
): Colleague => ({ name, first, email: `${email}@demo.frontdesk`, ...rest })
const vietnamese = { role: 'agent', language: 'vi', speaks: both } as const
const english = { role: 'agent', language: 'en', speaks: ['en'] } as const

export const COLLEAGUES: readonly Colleague[] = [
  colleague('Nguyễn Thùy Linh', 'Linh', 'linh', vietnamese),
  colleague('Trần Quang Minh', 'Minh', 'minh', vietnamese),
  colleague('Lê Thu Hà', 'Hà', 'ha', vietnamese),
  colleague('Phạm Anh Tuấn', 'Tuấn', 'tuan', vietnamese),
  colleague('Emma Clarke', 'Emma', 'emma', english),
  colleague('Daniel Osei', 'Daniel', 'daniel', english),
  colleague('Võ Hoàng Mai', 'Mai', 'mai', { ...vietnamese, role: 'supervisor' }),
  colleague('Olivia Hart', 'Olivia', 'admin', { ...english, role: 'admin' }),
]

/** A customer as a person: who they are and how they are spoken to. */
export interface Person {
  name: string
  first: string
  language: Language
  isFemale: boolean
  email: string
  phone: string | null
  company: string | null
  /** What the shop keeps about them in fields of its own. */
  fields: Record<string, string | number | boolean>
}

const words = (text: string) => text.split(' ')
const FAMILY_VI = words('Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý')
const WOMEN_VI = words('Lan Hương Mai Thảo Trang Ngọc Vy Hạnh Yến Nhung Diệp My Quyên Thư Oanh')
const MEN_VI = words('Nam Hùng Dũng Khoa Phúc Long Bảo Đức Thành Kiên Hiếu Sơn Tùng Vinh Đạt')
const MIDDLE_WOMEN_VI = words('Thị Ngọc Thanh Bích Minh Kim Phương Hồng')
const MIDDLE_MEN_VI = words('Văn Minh Quốc Hữu Đình Gia Thanh Trung')
const WOMEN_EN = words(
  'Alice Grace Hannah Priya Sofia Chloe Amelia Ruth Naomi Freya Zoe Maya Ingrid Claire Leah',
)
const MEN_EN = words(
  'James Oliver Noah Samir Lucas Ethan George Marcus Henry Felix Adam Oscar Rafael Owen Callum',
)
const FAMILY_EN = words(
  'Baker Whitfield Okafor Lindqvist Murray Patel Novak Fletcher Romero Hughes Kaur Brennan Doyle ' +
    'Sinclair Adeyemi Walsh Tanaka Fischer Morgan Reid',
)
const PLACES_VI = ['Ban Mai', 'Sông Hàn', 'Góc Phố', 'Mộc', 'Hẻm 42', 'Nắng Mới', 'Đồi Chè', 'Gió']
const PLACES_EN = ['Harbour', 'Northgate', 'Little Owl', 'Copper Lane', 'Juniper', 'Old Mill']
const KINDS_EN = ['Coffee', 'Café', 'Tea House', 'Roasters', 'Bakery', 'Hotel']
const KINDS_VI = ['Quán cà phê', 'Tiệm trà', 'Khách sạn', 'Tiệm bánh', 'Văn phòng']

/** The levels of the shop's loyalty card. */
export const PLANS = ['bronze', 'silver', 'gold']

/** A text as it stands in an address: plain small letters. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '')

/** The name of a business. */
export const companyName = (random: Random, language: Language): string =>
  language === 'vi'
    ? `${random.pick(KINDS_VI)} ${random.pick(PLACES_VI)}`
    : `${random.pick(PLACES_EN)} ${random.pick(KINDS_EN)}`

function nameOf(random: Random, language: Language, isFemale: boolean) {
  if (language === 'en') {
    const first = random.pick(isFemale ? WOMEN_EN : MEN_EN)
    const family = random.pick(FAMILY_EN)
    return { first, name: `${first} ${family}`, mailbox: `${plain(first)}.${plain(family)}` }
  }
  const first = random.pick(isFemale ? WOMEN_VI : MEN_VI)
  const family = random.pick(FAMILY_VI)
  const middle = random.pick(isFemale ? MIDDLE_WOMEN_VI : MIDDLE_MEN_VI)
  const mailbox = `${plain(first)}.${plain(family)}`
  return { first, name: `${family} ${middle} ${first}`, mailbox }
}

function person(index: number, taken: Set<string>): Person {
  const random = createRandom('person', index)
  const language = random.chance(0.6) ? 'vi' : 'en'
  const isFemale = random.chance(0.5)
  const { name, first, mailbox } = nameOf(random, language, isFemale)
  const company = random.chance(0.2) ? companyName(random, language) : null
  const host = company === null ? random.pick(['mail', 'post', 'inbox']) : plain(company)
  const digits = String(random.int(0, 999)).padStart(3, '0')
  const phone = language === 'vi' ? `0900 000 ${digits}` : `+44 7700 900${digits}`
  const wanted = `${mailbox}@${host}.example`
  const email = taken.has(wanted) ? `${mailbox}${index}@${host}.example` : wanted
  taken.add(email)
  const isReachable = random.chance(0.6)
  const fields = keptOf(createRandom('kept', index), company !== null)
  const reached = isReachable ? phone : null
  return { name, first, language, isFemale, email, phone: reached, company, fields }
}

const DAY_MS = 86_400_000
const FIRST_BIRTHDAY = Date.UTC(1960, 0, 1)

// Not everything is known of everybody.
function keptOf(random: Random, isBusiness: boolean): Person['fields'] {
  const born = new Date(FIRST_BIRTHDAY + random.int(0, 16_000) * DAY_MS)
  return {
    ...(random.chance(0.7) && { plan: random.pick(isBusiness ? ['silver', 'gold'] : PLANS) }),
    ...(isBusiness && { cups_per_day: random.int(2, 40) * 10 }),
    ...(random.chance(0.4) && { birthday: born.toISOString().slice(0, 10) }),
    ...(random.chance(0.5) && { newsletter: random.chance(0.6) }),
  }
}

/** The shop's customers, each with an e-mail address of their own. */
export function customersOf(count: number): Person[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => person(index, taken))
}
