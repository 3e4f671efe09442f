import type { Language } from '../contract/identity.ts'

const TARGETS: Readonly<Record<string, readonly [en: string, vi: string]>> = {
  email: ['Email', 'Email'],
  name: ['Name', 'Tên'],
  phone: ['Phone', 'Điện thoại'],
  company: ['Company', 'Công ty'],
  tags: ['Tags', 'Nhãn'],
  externalId: ['Id in another system', 'Mã ở hệ thống khác'],
}

/** What a place of a customer is called for people, where no column of the file has a name for it. */
export function targetText(target: string, language: Language): string {
  const [en, vi] = TARGETS[target] ?? [target, target]
  return language === 'vi' ? vi : en
}
