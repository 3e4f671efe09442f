import { sayFailed } from '../../ui/toast.ts'
import { tellFields, tellProblem } from './problem-words.ts'

/** Does something a click asked for; what goes wrong is said in a toast. */
export function attempt(deed: () => Promise<unknown>) {
  // A deed may throw at once, without a connection, as well as later.
  Promise.resolve()
    .then(deed)
    .catch((error: unknown) => sayFailed(tellProblem(error), tellFields(error)))
}
