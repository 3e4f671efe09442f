import {
  Ban,
  Bell,
  BellRing,
  Cable,
  CalendarClock,
  FlaskConical,
  Handshake,
  ClipboardList,
  Globe,
  KeyRound,
  ListPlus,
  type LucideIcon,
  Megaphone,
  MessageSquareMore,
  MonitorCog,
  Palette,
  Split,
  Tag,
  Timer,
} from 'lucide-react'
import { atLeast, type Role } from '../../../server/contract/identity.ts'
import { desktop } from '../host/desktop.ts'
import type { SettingsSection } from '../shell/route.ts'

export type SectionName = SettingsSection

/** The pages of settings, in the order they are shown. */
const SECTIONS: readonly {
  name: SectionName
  icon: LucideIcon
  /** Whose it is, where not the admins' alone. */
  least?: Role
  /** There in the desktop app only. */
  isOfApp?: boolean
}[] = [
  { name: 'appearance', icon: Palette },
  { name: 'form', icon: ClipboardList },
  { name: 'hours', icon: CalendarClock },
  { name: 'chat', icon: MessageSquareMore },
  { name: 'proactive', icon: Megaphone },
  { name: 'sites', icon: Globe },
  { name: 'routing', icon: Split },
  { name: 'escalation', icon: BellRing },
  { name: 'responseTarget', icon: Timer },
  { name: 'tags', icon: Tag, least: 'supervisor' },
  { name: 'customerFields', icon: ListPlus },
  { name: 'deals', icon: Handshake },
  { name: 'crisp', icon: Cable },
  { name: 'blocks', icon: Ban },
  { name: 'notifications', icon: Bell, least: 'agent' },
  { name: 'notificationTest', icon: FlaskConical, least: 'agent' },
  { name: 'password', icon: KeyRound, least: 'agent' },
  { name: 'thisApp', icon: MonitorCog, least: 'agent', isOfApp: true },
]

/** The pages of settings that are there for a role. */
export const sectionsFor = (role: Role) =>
  SECTIONS.filter(
    ({ least = 'admin', isOfApp = false }) => atLeast(role, least) && (!isOfApp || desktop),
  )
