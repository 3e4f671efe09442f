import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { CallOutput } from '../../../electron/bridge/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { ServerForm } from './ServerForm.tsx'
import { ServerRow } from './ServerRow.tsx'
import { UseComputer } from './UseComputer.tsx'

type Servers = CallOutput<'profile.list'>

const useDialog = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const openServersDialog = () => useDialog.setState({ isOpen: true })
const close = () => useDialog.setState({ isOpen: false })

/** Where the desktop app can work. In a browser the page comes from its server, so there is nothing to choose. */
export function ServersDialog() {
  const { servers: words, app } = useWords()
  const isOpen = useDialog((state) => state.isOpen)
  useEffect(() => desktop?.profile.onManage(openServersDialog), [])
  if (!desktop) return null
  return (
    <DialogBox
      open={isOpen}
      onOpenChange={close}
      title={words.title}
      lead={words.lead}
      closeLabel={app.close}
    >
      <Places {...desktop} />
    </DialogBox>
  )
}

function Places({ profile }: NonNullable<typeof desktop>) {
  const [{ current, profiles }, setServers] = useState<Servers>({ current: null, profiles: [] })
  const [isAdding, setAdding] = useState(false)
  const { servers: words } = useWords()
  const load = () => void profile.list().then(setServers)
  useEffect(load, [profile])
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line empty:hidden">
        {profiles.map((one) => (
          <ServerRow key={one.id} server={one} isCurrent={one.id === current} onChange={load} />
        ))}
      </ul>
      {isAdding ? (
        <ServerForm />
      ) : (
        <div className="flex flex-wrap justify-end gap-2">
          {!profiles.some(({ place }) => place === 'computer') && <UseComputer />}
          <Button onClick={() => setAdding(true)}>{words.list.add}</Button>
        </div>
      )}
    </>
  )
}
