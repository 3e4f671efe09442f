import {
  Ban,
  Bell,
  BellRing,
  Cable,
  CalendarClock,
  FlaskConical,
  ClipboardList,
  Globe,
  type LucideIcon,
  MessageSquareMore,
  Palette,
  Split,
  Tag,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { atLeast, type Role } from '../../../server/contract/identity.ts'
import type { SettingsSection } from '../shell/route.ts'
import { AppearanceSection } from './AppearanceSection.tsx'
import { BlocksSection } from './BlocksSection.tsx'
import { ChatSection } from './ChatSection.tsx'
import { CrispSection } from './crisp/CrispSection.tsx'
import { EscalationSection } from './EscalationSection.tsx'
import { FormSection } from './FormSection.tsx'
import { HoursSection } from './HoursSection.tsx'
import { NotificationsSection } from './NotificationsSection.tsx'
import { NotificationTestSection } from './NotificationTestSection.tsx'
import { RoutingSection } from './RoutingSection.tsx'
import { SiteSection } from './SiteSection.tsx'
import { TagsSection } from './TagsSection.tsx'

export type SectionName = SettingsSection

/** The pages of settings, in the order they are shown. */
export const SECTIONS: readonly {
  name: SectionName
  icon: LucideIcon
  Screen: ComponentType
  /** Whose it is, where not the admins' alone. */
  least?: Role
}[] = [
  { name: 'appearance', icon: Palette, Screen: AppearanceSection },
  { name: 'form', icon: ClipboardList, Screen: FormSection },
  { name: 'hours', icon: CalendarClock, Screen: HoursSection },
  { name: 'chat', icon: MessageSquareMore, Screen: ChatSection },
  { name: 'sites', icon: Globe, Screen: SiteSection },
  { name: 'routing', icon: Split, Screen: RoutingSection },
  { name: 'escalation', icon: BellRing, Screen: EscalationSection },
  { name: 'tags', icon: Tag, Screen: TagsSection, least: 'supervisor' },
  { name: 'crisp', icon: Cable, Screen: CrispSection },
  { name: 'blocks', icon: Ban, Screen: BlocksSection },
  { name: 'notifications', icon: Bell, Screen: NotificationsSection, least: 'agent' },
  { name: 'notificationTest', icon: FlaskConical, Screen: NotificationTestSection, least: 'agent' },
]

/** The pages of settings that are there for a role. */
export const sectionsFor = (role: Role) =>
  SECTIONS.filter(({ least = 'admin' }) => atLeast(role, least))
