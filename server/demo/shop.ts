import type { Language } from '../contract/identity.ts'
import { companyName, type Person } from './people.ts'
import type { Random } from './random.ts'

type Shelf = Record<
  'brewers' | 'grinders' | 'machines' | 'kettles' | 'teaware' | 'cities' | 'days',
  readonly string[]
>

const SHELVES: Record<Language, Shelf> = {
  en: {
    brewers: [
      'phin filter',
      'pour-over dripper',
      'French press',
      'moka pot',
      'cold brew tower',
      'glass server',
      'siphon',
      'travel press',
    ],
    grinders: ['hand grinder', 'electric grinder', 'G2 hand grinder', 'bar grinder'],
    machines: ['Piccolo espresso machine', 'lever machine', 'Duo espresso machine'],
    kettles: ['gooseneck kettle', 'electric kettle', 'stovetop kettle'],
    teaware: ['gaiwan', 'clay teapot', 'celadon teapot', 'matcha set', 'glass teapot'],
    cities: ['Leeds', 'Bristol', 'Dublin', 'Melbourne', 'Hanoi', 'Da Nang', 'Singapore', 'Boston'],
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
  vi: {
    brewers: [
      'phin nhôm',
      'phễu lọc giấy',
      'bình ép kiểu Pháp',
      'ấm moka',
      'tháp cold brew',
      'bình thủy tinh',
      'bình siphon',
      'bình pha du lịch',
    ],
    grinders: ['cối xay tay', 'máy xay điện', 'cối xay G2', 'máy xay quầy'],
    machines: ['máy pha Piccolo', 'máy pha cần gạt', 'máy pha Duo'],
    kettles: ['ấm cổ ngỗng', 'ấm điện', 'ấm đun bếp'],
    teaware: ['chén khải', 'ấm đất', 'ấm men ngọc', 'bộ matcha', 'ấm thủy tinh'],
    cities: ['Hà Nội', 'Đà Nẵng', 'Cần Thơ', 'Huế', 'Nha Trang', 'Đà Lạt', 'Hải Phòng', 'Vinh'],
    days: ['thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy'],
  },
}

function money(random: Random, language: Language) {
  const price = random.int(3, 18) * 5 - 1
  return language === 'vi'
    ? { price: `${price * 20}.000đ`.replace(/(\d)(\d{3})\./, '$1.$2.'), amount: `${price} triệu` }
    : { price: `$${price}`, amount: `$${price * 45}` }
}

/** What the words in braces stand for in one talk: its order, its things, its people. */
export function wordsOf(
  random: Random,
  { person, agent }: { person: Person; agent: string },
): Record<string, string> {
  const { language } = person
  const shelf = SHELVES[language]
  const product = random.pick(shelf.brewers)
  const others = shelf.brewers.filter((name) => name !== product)
  const you = person.isFemale ? 'chị' : 'anh'
  return {
    first: person.first,
    agent,
    you,
    You: person.isFemale ? 'Chị' : 'Anh',
    product,
    other: random.pick(others),
    grinder: random.pick(shelf.grinders),
    espresso: random.pick(shelf.machines),
    kettle: random.pick(shelf.kettles),
    teaware: random.pick(shelf.teaware),
    city: random.pick(shelf.cities),
    day: random.pick(shelf.days),
    days: String(random.int(3, 9)),
    order: `PK-${random.int(20_100, 48_900)}`,
    code: `${random.pick(['VN', 'GB', 'TX'])}${random.int(1_000_000, 9_999_999)}`,
    company: person.company ?? companyName(random, language),
    ...money(random, language),
  }
}
