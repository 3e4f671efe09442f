import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { askToNotify, notificationPermission } from '../host/notify.ts'
import { Group } from './Group.tsx'

/** Says what notifications outside the window are for before the browser asks; the desktop needs no asking. */
export function NotificationPermission() {
  const { notifications: words } = useWords()
  const [permission, setPermission] = useState(notificationPermission)
  if (desktop) return null
  const ask = async () => {
    await askToNotify()
    setPermission(notificationPermission())
  }
  return (
    <Group title={words.permission.title} lead={words.permission.lead}>
      {permission === 'default' ? (
        <Button look="primary" className="self-start" onClick={() => void ask()}>
          {words.permission.ask}
        </Button>
      ) : (
        <p className={permission === 'granted' ? 'text-good' : 'text-danger'}>
          {words.permission[permission]}
        </p>
      )}
    </Group>
  )
}
