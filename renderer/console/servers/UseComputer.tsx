import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { useAction } from '../shell/useAction.ts'

/** Starts the server that comes with the app, and goes there. */
export function UseComputer() {
  const { servers } = useWords()
  const choosing = useAction(async () => desktop?.profile.add({ place: 'computer' }))
  return (
    <Button look="primary" onClick={() => choosing.run()} disabled={choosing.isBusy}>
      {servers.computer.choose}
    </Button>
  )
}
