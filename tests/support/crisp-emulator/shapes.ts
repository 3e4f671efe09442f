/** What Crisp stores and sends, in its own field names. */

export type MessageType =
  | 'text'
  | 'note'
  | 'file'
  | 'animation'
  | 'audio'
  | 'picker'
  | 'field'
  | 'carousel'
  | 'event'

export type Sender = 'user' | 'operator'

export type State = 'pending' | 'unresolved' | 'resolved'

export interface MessageUser {
  type?: string
  user_id?: string
  nickname?: string
  avatar?: string | null
}

/** A message as REST gives it; the RTM sends the same without the marks. */
export interface Message {
  website_id: string
  session_id: string
  type: MessageType
  from: Sender
  origin: string
  content: unknown
  timestamp: number
  fingerprint: number
  stamped: boolean
  automated?: boolean
  edited?: boolean
  stealth?: boolean
  mentions?: string[]
  read?: string
  delivered?: string
  user: MessageUser
  references?: unknown[]
  original?: unknown
  properties?: Record<string, unknown>
}

export type Data = Record<string, string | number | boolean>

export interface Meta {
  nickname: string
  email: string
  phone: string
  ip: string
  avatar: string | null
  address: string
  subject: string
  segments: string[]
  data: Data
  origin: string
  device: Record<string, unknown>
}

export interface Compose {
  type: 'start' | 'stop'
  excerpt?: string
}

/** A conversation with its messages, oldest first. */
export interface Conversation {
  website_id: string
  session_id: string
  inbox_id: string | null
  people_id: string | null
  state: State
  is_verified: boolean
  is_blocked: boolean
  availability: 'online' | 'offline'
  topic: string
  mentions: string[]
  participants: Array<{ type: string; target: string }>
  assigned: string | null
  unread: { operator: number; visitor: number }
  compose: { operator: Compose; visitor: Compose }
  meta: Meta
  created_at: number
  updated_at: number
  waiting_since: number | null
  messages: Message[]
}

export interface Person {
  people_id: string
  email: string
  person: { nickname: string; phone?: string }
  data: Data
  created_at: number
  updated_at: number
}

export interface Operator {
  user_id: string
  email: string
  first_name: string
  last_name: string
  role: string
  availability: 'online' | 'offline'
}

export interface Website {
  website_id: string
  name: string
  domain: string
  /** Whether the plugin is installed on it: what a plugin token may reach. */
  subscribed: boolean
  operators: Operator[]
  inboxes: Array<{ inbox_id: string; name: string }>
  people: Map<string, Person>
  conversations: Map<string, Conversation>
}

/** One RTM event, as the feed hands it to sockets and web hooks. */
export interface CrispEvent {
  name: string
  website_id: string
  payload: Record<string, unknown>
}
