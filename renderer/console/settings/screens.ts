import type { ComponentType } from 'react'
import { ThisAppSection } from '../desktop/ThisAppSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { BlocksSection } from './BlocksSection.tsx'
import { ChatSection } from './ChatSection.tsx'
import { CrispSection } from './crisp/CrispSection.tsx'
import { CustomerFieldsSection } from './CustomerFieldsSection.tsx'
import { DealsSection } from './DealsSection.tsx'
import { EscalationSection } from './EscalationSection.tsx'
import { FormSection } from './FormSection.tsx'
import { HoursSection } from './HoursSection.tsx'
import { NotificationsSection } from './NotificationsSection.tsx'
import { NotificationTestSection } from './NotificationTestSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { ProactiveSection } from './proactive/ProactiveSection.tsx'
import { ResponseTargetSection } from './ResponseTargetSection.tsx'
import { RoutingSection } from './RoutingSection.tsx'
import { SiteSection } from './SiteSection.tsx'
import { TagsSection } from './TagsSection.tsx'
import type { SectionName } from './sections.ts'

/** What each page of settings shows; apart from their names, which the palette knows before anybody opens one. */
export const SCREENS: Record<SectionName, ComponentType> = {
  appearance: AppearanceSection,
  form: FormSection,
  hours: HoursSection,
  chat: ChatSection,
  proactive: ProactiveSection,
  sites: SiteSection,
  routing: RoutingSection,
  escalation: EscalationSection,
  responseTarget: ResponseTargetSection,
  tags: TagsSection,
  customerFields: CustomerFieldsSection,
  deals: DealsSection,
  crisp: CrispSection,
  blocks: BlocksSection,
  notifications: NotificationsSection,
  notificationTest: NotificationTestSection,
  password: PasswordSection,
  thisApp: ThisAppSection,
}
