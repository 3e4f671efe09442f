import type { Conversation } from './shapes.ts'

/** How the visitor's identity was proved. */
export function verificationsOf({ is_verified }: Pick<Conversation, 'is_verified'>): object[] {
  return is_verified ? [{ identity: 'email', method: 'link', annotation: '' }] : []
}
