import { z } from 'zod'

const line = z.string().nullish().catch(null)
const File = z.looseObject({ name: line, url: line, duration: z.number().nullish().catch(null) })
const Choice = z.looseObject({ label: line, selected: z.boolean().nullish().catch(null) })
const Picker = z.looseObject({ text: line, choices: z.array(Choice).catch([]) })
const Field = z.looseObject({ text: line, explain: line, value: line })
const Action = z.looseObject({ label: line, url: line })
const Target = z.looseObject({
  title: line,
  description: line,
  actions: z.array(Action).catch([]),
})
const Carousel = z.looseObject({ text: line, targets: z.array(Target).catch([]) })
const Happening = z.looseObject({ namespace: line, text: line })

const joined = (...lines: Array<string | null | undefined>) => lines.filter(Boolean).join('\n')

/** How each type of message reads in a thread of text. */
const READERS: Record<string, (content: unknown) => string> = {
  file: read(File, ({ name, url }) => joined(`📎 ${name ?? ''}`.trimEnd(), url)),
  animation: read(File, ({ url }) => joined('🎞', url)),
  audio: read(File, ({ url, duration }) =>
    joined(duration ? `🎤 ${Math.round(duration)} s` : '🎤', url),
  ),
  picker: read(Picker, ({ text, choices }) =>
    joined(text, ...choices.map(({ label, selected }) => `${selected ? '●' : '○'} ${label ?? ''}`)),
  ),
  field: read(Field, ({ text, explain, value }) => joined(text, value ? `→ ${value}` : explain)),
  carousel: read(Carousel, ({ text, targets }) =>
    joined(
      text,
      ...targets.flatMap(({ title, description, actions }) => [
        joined(`▪ ${title ?? ''}`.trimEnd(), description),
        ...actions.map(({ label, url }) => `  ${label ?? ''} ${url ?? ''}`.trimEnd()),
      ]),
    ),
  ),
  event: read(Happening, ({ namespace, text }) => text || namespace || ''),
}

function read<T>(schema: z.ZodType<T>, tell: (content: T) => string) {
  return (content: unknown) => {
    const known = schema.safeParse(content)
    return known.success ? tell(known.data) : ''
  }
}

/** Text that both databases can keep, whatever it was. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed()

/** What of a message's content was not text, as text. */
export const plainContent = (content: unknown): string =>
  storable(typeof content === 'string' ? content : JSON.stringify(content ?? ''))

/** What a message of any type says in a thread; what is of no known type is shown as it came. */
export function textOf({ type, content }: { type: string; content: unknown }): string {
  const text = typeof content === 'string' ? content : (READERS[type]?.(content) ?? '')
  return storable(text === '' ? plainContent(content) : text).trimEnd()
}
