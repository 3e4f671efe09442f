import type { Settings } from '../../../server/contract/settings.ts'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { CurrencyChoice } from '../deals/CurrencyChoice.tsx'
import { PartFailed } from '../profile/PartFailed.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { ask } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'
import { workspaceSettings } from './resources.ts'

/** The currency of deals that name none; saved as soon as it is chosen. */
export function WorkspaceCurrency() {
  const { settings: words } = useWords().deals
  const load = useLoad('settings currency', workspaceSettings.load)
  const currency = workspaceSettings.use(({ saved }) => saved?.currency)
  const saving = useAction(async (chosen: string) => {
    const body = { currency: chosen }
    const saved = await ask<Settings>({ method: 'PUT', path: '/api/settings', body })
    workspaceSettings.use.setState({ saved })
    sayDone(words.currencySaved)
  })
  return (
    <>
      <PartFailed load={load} />
      {currency !== undefined && (
        <div className="max-w-sm">
          <CurrencyChoice
            value={currency}
            onChange={(chosen) => chosen !== currency && saving.run(chosen)}
          />
        </div>
      )}
      <FormProblem error={saving.error} />
    </>
  )
}
