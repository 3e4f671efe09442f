import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { Spinner } from '../../ui/Spinner.tsx'
import { Toasts } from '../../ui/Toasts.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAccount } from './account.ts'
import { Desk } from './Desk.tsx'
import { ServerDialog } from './ServerDialog.tsx'
import { SetUp } from './SetUp.tsx'
import { SignIn } from './SignIn.tsx'
import { Unreachable } from './Unreachable.tsx'

/** The whole console: a door, or the desk behind it. */
export function App() {
  const words = useWords()
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toasts label={words.app.notices} closeLabel={words.app.close}>
          <Phase />
          <ServerDialog />
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
