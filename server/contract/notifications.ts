import { z } from 'zod'
import { id, time } from './text.ts'

export const Notification = z.object({
  id,
  type: z.enum(['chat', 'ticket', 'system']),
  title: z.string(),
  message: z.string(),
  data: z.object({
    sessionId: id.optional(),
    ticketId: id.optional(),
    ticketNumber: z.string().optional(),
  }),
  timestamp: time,
})
export type Notification = z.infer<typeof Notification>

/** Namespace `/notifications` (agents). */
export interface NotificationsToServer {
  subscribe: (
    payload: object,
    ack?: (answer: { success: boolean; message: string }) => void,
  ) => void
}
export interface NotificationsToClient {
  subscribed: (event: { success: true; message: string }) => void
  notification: (event: Notification) => void
  error: (event: { message: string; code: string }) => void
}
