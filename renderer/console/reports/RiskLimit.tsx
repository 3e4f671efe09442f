import { useState } from 'react'
import type { ReportSettings } from '../../../server/contract/analytics.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { NumberField } from '../settings/NumberField.tsx'
import { attempt } from '../shell/attempt.ts'
import { useMe } from '../shell/account.ts'
import { ask } from '../sync/api.ts'
import { useAnswer } from './useAnswer.ts'

const PATH = '/api/settings/reports'
const LEAST = 1
const MOST = 1_440

/** From when a waiting customer is at risk; admins decide. */
export function RiskLimit() {
  const { role } = useMe()
  const { data } = useAnswer<ReportSettings>(PATH)
  return role === 'admin' && data ? <Limit minutes={data.riskMinutes} /> : null
}

function Limit({ minutes }: { minutes: number }) {
  const { app, reports: words } = useWords()
  const [riskMinutes, setRiskMinutes] = useState(minutes)
  const isValid = riskMinutes >= LEAST && riskMinutes <= MOST
  const save = () => attempt(() => ask({ method: 'PUT', path: PATH, body: { riskMinutes } }))
  return (
    <div className="flex items-end gap-2">
      <NumberField
        label={words.live.limit}
        value={minutes}
        range={[LEAST, MOST]}
        onChange={setRiskMinutes}
      />
      <Button disabled={!isValid} onClick={save}>
        {app.save}
      </Button>
    </div>
  )
}
