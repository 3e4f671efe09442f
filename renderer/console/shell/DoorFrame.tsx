import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { useAccount } from './account.ts'
import { Logo } from './Logo.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { openServersDialog } from '../servers/ServersDialog.tsx'

/** The page in front of the desk: sign-in and set-up stand in it. */
export function DoorFrame({ title, lead, children }: Props) {
  return (
    <div className="flex h-full flex-col overflow-y-auto bg-canvas">
      <main className="m-auto flex w-full max-w-96 flex-col gap-6 p-6">
        <header className="flex flex-col gap-3">
          <Logo size={36} />
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <p className="text-base text-soft">{lead}</p>}
        </header>
        {children}
      </main>
      <footer className="flex justify-center p-4">
        <LanguageSwitch />
        <ServerButton />
      </footer>
    </div>
  )
}

interface Props {
  title: string
  lead?: string
  children: ReactNode
}

/** On the desktop one must be able to leave a server that does not let one in. */
export function ServerButton() {
  const { settings } = useWords()
  const isChoosing = useAccount(({ phase }) => phase === 'choosing')
  if (!desktop || isChoosing) return null
  return (
    <Button look="quiet" onClick={openServersDialog}>
      {settings.server}
    </Button>
  )
}
