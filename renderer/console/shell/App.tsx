import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect } from 'react'
import { Spinner } from '../../ui/Spinner.tsx'
import { Toasts } from '../../ui/Toasts.tsx'
import { useWords } from '../../words/useWords.ts'
import { watchUpdates } from '../desktop/updates.ts'
import { FirstStart } from '../servers/FirstStart.tsx'
import { LocalServer } from '../servers/LocalServer.tsx'
import { ServersDialog } from '../servers/ServersDialog.tsx'
import { useAccount } from './account.ts'
import { Desk } from './Desk.tsx'
import { SetUp } from './SetUp.tsx'
import { SignIn } from './SignIn.tsx'
import { Unreachable } from './Unreachable.tsx'

/** The whole console: a door, or the desk behind it. */
export function App() {
  const words = useWords()
  // The app renews itself whoever is signed in.
  useEffect(watchUpdates, [])
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toasts label={words.app.notices} closeLabel={words.app.close}>
          <Phase />
          <ServersDialog />
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  )
}

function Phase() {
  const words = useWords()
  switch (useAccount((state) => state.phase)) {
    case 'starting':
      return <Spinner label={words.app.loading} />
    case 'choosing':
      return <FirstStart />
    case 'waiting':
      return <LocalServer />
    case 'unreachable':
      return <Unreachable />
    case 'setUp':
      return <SetUp />
    case 'signedOut':
      return <SignIn />
    case 'signedIn':
      return <Desk />
  }
}
