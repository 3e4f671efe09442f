import { MenuChoice } from '../../ui/Menu.tsx'
import { isApple } from '../../ui/platform.ts'
import { useWords } from '../../words/useWords.ts'
import { SEND_BY, setSendBy, useSendBy } from './send-by.ts'

/** What the key with Enter is called on this machine. */
export const MOD = isApple ? '⌘' : 'Ctrl'

/** Which key sends, inside a menu. */
export function SendChoice() {
  const { composing } = useWords()
  const sendBy = useSendBy()
  const names = { enter: composing.sendKeys.enter, modEnter: composing.sendKeys.modEnter(MOD) }
  return (
    <MenuChoice
      label={composing.sendBy}
      value={sendBy}
      options={SEND_BY.map((value) => ({ value, label: names[value] }))}
      onChange={setSendBy}
    />
  )
}
