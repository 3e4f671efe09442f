import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { pictureFrom } from './picture.ts'

interface Props {
  /** A `data:` address; empty for none. */
  value: string
  onChange: (value: string) => void
}

/** The picture that stands for the team in the chat. Any picture is made small and square here. */
export function AvatarField({ value, onChange }: Props) {
  const { workspace: words } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isBad, setBad] = useState(false)
  async function choose(file: File | undefined) {
    if (!file) return
    const picture = await pictureFrom(file)
    setBad(picture === null)
    if (picture !== null) onChange(picture)
  }
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{words.avatar}</span>
      <div className="flex items-center gap-3">
        {value === '' ? (
          <span aria-hidden className="size-12 rounded-full bg-sunken" />
        ) : (
          <img src={value} alt="" className="size-12 rounded-full object-cover" />
        )}
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={words.avatar}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <Button onClick={() => input.current?.click()}>{words.choosePicture}</Button>
        {value !== '' && <Button onClick={() => onChange('')}>{words.removePicture}</Button>}
      </div>
      {isBad && (
        <p role="alert" className="text-xs text-danger">
          {words.badPicture}
        </p>
      )}
    </div>
  )
}
