/** Agents who answer one kind of conversation. */
export interface TeamTable {
  id: string
  name: string
  /** Its own opening hours; null goes by the workspace's. */
  hours: string | null
  createdAt: string
}

export interface TeamMemberTable {
  teamId: string
  userId: string
}

/** An open console of an agent, on any process. It counts until `expiresAt` unless it is told again. */
export interface AgentConnectionTable {
  id: string
  userId: string
  /** 1 while the machine it runs on is idle or locked. */
  isIdle: number
  /** The conversation or ticket the agent looks at there; null while they look elsewhere. */
  focusId: string | null
  expiresAt: string
}
