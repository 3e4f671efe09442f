import { useSpeech } from './language.ts'

/** Says that nobody is there, and when somebody will be. */
export function Away({ opensAt }: { opensAt: string | null }) {
  const { words } = useSpeech()
  return (
    <>
      <h2>{words.away.title}</h2>
      <p class="intro">
        <OpensAt opensAt={opensAt} /> {words.away.lead}
      </p>
    </>
  )
}

/** When somebody answers again, in the visitor's own time. */
export function OpensAt({ opensAt }: { opensAt: string | null }) {
  const { words, when } = useSpeech()
  return <>{opensAt === null ? words.away.unknown : words.away.again(when(Date.parse(opensAt)))}</>
}
