import type { Language, Role } from '../contract/identity.ts'
import type { Availability } from '../contract/routing.ts'

/** An account that can sign in. */
export interface UserTable {
  id: string
  email: string
  name: string
  passwordHash: string
  role: Role
  isActive: number
  language: Language | null
  /** What an agent says of themselves. */
  availability: Availability
  /** 1 while a console of theirs is open anywhere. */
  isPresent: number
  /** 1 while every machine with a console of theirs is idle or locked: who is online is then away. */
  isIdle: number
  /** Open conversations at once; null is the workspace's number. */
  capacity: number | null
  lastAssignedAt: string | null
  createdAt: string
  updatedAt: string
}

/**
 * One sign-in on one device. Refreshing moves `generation` on; a refresh token of an older generation has been used
 * before, and ends the session.
 */
export interface LoginSessionTable {
  id: string
  userId: string
  generation: number
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  endedAt: string | null
}

/** A key for programs. Only its SHA-256 is kept. */
export interface ApiKeyTable {
  id: string
  userId: string
  name: string
  keyHash: string
  createdAt: string
  lastUsedAt: string | null
}
