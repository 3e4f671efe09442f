import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what must rest in the database but may hold tokens. */
export interface Sealer {
  seal(text: string): string
  open(sealed: string): string
  /** What is the same for the same text and tells nothing of it, not even to who guesses. */
  mark(text: string): string
}

const NONCE = 12
const TAG = 16

/** AES-256-GCM with a key derived from the server's secret. */
export function createSealer(secret: Uint8Array): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'frontdesk idempotency answers', 32))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE + TAG)),
        decipher.final(),
      ]).toString('utf8')
    },
    mark: (text) => createHmac('sha256', key).update(text).digest('base64url'),
  }
}
