import { useState } from 'react'
import { type CannedReply, mayKeepReply } from '../../../server/contract/canned-replies.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { useMe } from '../shell/account.ts'
import { DeleteTwice } from '../shell/DeleteTwice.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { useAction } from '../shell/useAction.ts'
import { CannedText } from './CannedText.tsx'
import { deleteReply, saveReply } from './replies.ts'

interface Props {
  /** Null makes a new one. */
  reply: CannedReply | null
  onClose: () => void
}

/** Writes a canned reply, or deletes it. */
export function CannedDialog({ reply, onClose }: Props) {
  const { canned: words, app } = useWords()
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={reply ? words.editOne(reply.title) : words.create}
      closeLabel={app.close}
    >
      <CannedForm reply={reply} onClose={onClose} />
    </DialogBox>
  )
}

const ANY = 'any'
type LanguageChoice = 'en' | 'vi' | typeof ANY

function CannedForm({ reply, onClose }: Props) {
  const { canned: words } = useWords()
  const [text, setText] = useState(reply?.text ?? '')
  const [language, setLanguage] = useState<LanguageChoice>(reply?.language ?? ANY)
  const [isShared, setShared] = useState(reply?.isShared ?? false)
  const { saving, form, problem } = useSaving(reply, { text, language, isShared }, onClose)
  async function remove() {
    if (!reply) return
    await deleteReply(reply.id)
    sayDone(words.deleted(reply.title))
    onClose()
  }
  return (
    <form {...form} className="flex flex-col gap-4">
      <Names reply={reply} problem={problem} />
      <CannedText text={text} error={problem('text')} onChange={setText} />
      <Reach {...{ language, isShared }} onLanguage={setLanguage} onShared={setShared} />
      <SaveRow saving={saving}>
        {reply && <DeleteTwice label={words.delete} sure={words.deleteSure} remove={remove} />}
      </SaveRow>
    </form>
  )
}

interface Chosen {
  text: string
  language: LanguageChoice
  isShared: boolean
}

function useSaving(reply: CannedReply | null, chosen: Chosen, onDone: () => void) {
  const { canned: words } = useWords()
  const saving = useAction(async (shortcut: string, title: string) => {
    const language = chosen.language === ANY ? null : chosen.language
    await saveReply(reply?.id ?? null, { ...chosen, shortcut, title, language })
    sayDone(words.saved(title))
    onDone()
  })
  const { form, problem } = useForm(saving.error, (sent) =>
    saving.run(fieldText(sent, 'shortcut').replace(/^\//, ''), fieldText(sent, 'title')),
  )
  return { saving, form, problem }
}

interface NamesProps {
  reply: CannedReply | null
  problem: (name: string) => string | undefined
}

function Names({ reply, problem }: NamesProps) {
  const { canned: words } = useWords()
  return (
    <>
      <Field label={words.shortcut} hint={words.shortcutHint} error={problem('shortcut')}>
        {(control) => (
          <TextInput
            {...control}
            name="shortcut"
            defaultValue={reply?.shortcut}
            maxLength={41}
            required
            autoFocus
            autoCapitalize="none"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label={words.name} error={problem('title')}>
        {(control) => (
          <TextInput
            {...control}
            name="title"
            defaultValue={reply?.title}
            maxLength={100}
            required
            autoComplete="off"
          />
        )}
      </Field>
    </>
  )
}

interface ReachProps {
  language: LanguageChoice
  isShared: boolean
  onLanguage: (language: LanguageChoice) => void
  onShared: (isShared: boolean) => void
}

function Reach({ language, isShared, onLanguage, onShared }: ReachProps) {
  const { canned: words, app } = useWords()
  const me = useMe()
  return (
    <>
      <ChoiceField
        label={words.language}
        value={language}
        names={{ [ANY]: words.anyLanguage, ...app.languageName }}
        onChange={onLanguage}
      />
      {mayKeepReply(me.role, true) && (
        <Switch label={words.share} hint={words.shareHint} checked={isShared} onChange={onShared} />
      )}
    </>
  )
}
