import { useMemo } from 'react'
import { navigate, useRoute } from '../shell/navigation.ts'
import { type Reporting, USUAL } from '../shell/reporting.ts'
import { toReports } from '../shell/route.ts'
import { type Question, questionOf } from './question.ts'

/** What the reports on screen are asked. */
export function useQuestion(): Question {
  const asked = useRoute(({ route }) => (route.screen === 'reports' ? route.asked : USUAL))
  return useMemo(() => questionOf(asked), [asked])
}

/** Asks something else; the browser's own way back leads to what was asked before. */
export function askOtherwise(change: Partial<Reporting>): void {
  const { route } = useRoute.getState()
  if (route.screen === 'reports') navigate(toReports(route.view, { ...route.asked, ...change }))
}
