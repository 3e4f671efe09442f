import { useMemo } from 'react'
import type { Series } from '../../../server/contract/analytics.ts'
import { useFormats } from '../../words/formats.ts'
import { wallTimeIn } from '../../words/wallTime.ts'

/** Tells the steps of a report by the clocks of its zone. */
export function useSteps({ by, basis: { zone } }: Pick<Series, 'by' | 'basis'>) {
  const { full, date, dayMonth, clock } = useFormats()
  return useMemo(() => {
    const wallTime = wallTimeIn(zone)
    const isHour = by === 'hour'
    const iso = (at: number) => new Date(at).toISOString()
    return {
      wallTime,
      /** When a step began. */
      stepped: (time: string) => (isHour ? full : date)(iso(wallTime(time))),
      /** The same of a wall time, as short as it fits under a chart. */
      brief: (at: number) => (isHour ? clock : dayMonth)(iso(at)),
    }
  }, [by, zone, full, date, dayMonth, clock])
}
