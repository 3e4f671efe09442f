import { useMemo } from 'react'
import type { Series } from '../../../server/contract/analytics.ts'
import { useFormats } from '../../words/formats.ts'

/** The moment at which a clock here shows what a clock in the zone shows then: our formats tell the time here. */
function wallTimeIn(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  return (time: string): number => {
    const parts = new Map(
      format.formatToParts(new Date(time)).map((part) => [part.type, part.value]),
    )
    const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
    return new Date(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')).getTime()
  }
}

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
