import { Monitor, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/useWords.ts'
import { DoorFrame } from '../shell/DoorFrame.tsx'
import { ServerForm } from './ServerForm.tsx'
import { UseComputer } from './UseComputer.tsx'

/** The first start of the desktop app: on this computer, or at a server? */
export function FirstStart() {
  const { servers } = useWords()
  return (
    <DoorFrame title={servers.first.title} lead={servers.first.lead}>
      <Choice icon={<Monitor size={18} aria-hidden />} {...servers.computer}>
        <UseComputer />
      </Choice>
      <Choice icon={<Server size={18} aria-hidden />} {...servers.server}>
        <ServerForm />
      </Choice>
    </DoorFrame>
  )
}

function Choice({ icon, name, about, children }: ChoiceProps) {
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <header>
        <h2 className="flex items-center gap-2 text-base font-medium">
          {icon} {name}
        </h2>
        <p className="text-soft">{about}</p>
      </header>
      {children}
    </section>
  )
}

interface ChoiceProps {
  icon: ReactNode
  name: string
  about: string
  children: ReactNode
}
