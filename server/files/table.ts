/**
 * A file of a conversation; its bytes are in the folder of files under its id. Without `attachedAt` no message has it
 * yet; with it and no `messageId` it waits for the message that is sent later.
 */
export interface FileTable {
  id: string
  conversationId: string
  uploadedBy: 'customer' | 'agent'
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  attachedAt: string | null
  messageId: string | null
  createdAt: string
}
