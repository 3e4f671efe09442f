import { z } from 'zod'
import { RemoteFile } from '../contract/files.ts'
import { storable } from './texts.ts'

const text = z.string().nullish().catch(null)
const Content = z.looseObject({
  name: text,
  url: z.string(),
  type: text,
  duration: z.number().nonnegative().nullish().catch(null),
})
const words = (said: string | null | undefined) => (said ? storable(said) : null)

/** The file that a message of Crisp is; null for what is none, or is where no browser should go. */
export function remoteFileOf(message: { type: string; content: unknown }): RemoteFile | null {
  const kind = RemoteFile.shape.kind.safeParse(message.type)
  const read = Content.safeParse(message.content)
  if (!kind.success || !read.success) return null
  const { name, url, type, duration } = read.data
  const protocol = URL.parse(url)?.protocol
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return {
    kind: kind.data,
    name: words(name),
    url: storable(url),
    type: words(type),
    seconds: duration ?? null,
  }
}
