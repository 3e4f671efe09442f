import { useEffect, useEffectEvent, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Measure, Series } from '../../../server/contract/analytics.ts'
import { usePaint } from '../../ui/usePaint.ts'
import { useWords } from '../../words/useWords.ts'
import { drawn, useTelling } from './useTelling.ts'
import { useSteps } from './useSteps.ts'

const HEIGHT = 220
const VALUES_WIDTH = 72
// Room for the dot at the top.
const ABOVE = 1.05
// With so few points each is a dot.
const FEW = 32
const SECOND_MS = 1_000

interface Props {
  measure: Measure
  series: Series
  label: string
}

/** A measure over time as a line, and what it was where the pointer is. The table beside it says the same. */
export function CourseChart({ measure, series, label }: Props) {
  const { reports: words } = useWords()
  const { valued } = useTelling()
  const { stepped } = useSteps(series)
  const [shown, setShown] = useState<number | null>(null)
  const place = useChart({ measure, series, onPoint: setShown })
  const point = series.points[shown ?? series.points.length - 1]
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="flex flex-wrap justify-between gap-2 text-xs text-soft tabular-nums">
        <span>{words.measures[measure]}</span>
        {point && (
          <output aria-label={words.pointed}>
            {stepped(point.startsAt)}: <b>{valued(measure, drawn(measure, point))}</b>
          </output>
        )}
      </figcaption>
      <div ref={place} role="img" aria-label={label} className="w-full overflow-hidden" />
    </figure>
  )
}

interface Drawing {
  measure: Measure
  series: Series
  onPoint: (index: number | null) => void
}

function useChart({ measure, series, onPoint }: Drawing) {
  const place = useRef<HTMLDivElement>(null)
  const paint = usePaint()
  const { brief: told } = useTelling()
  const { brief, wallTime } = useSteps(series)
  const tell = useEffectEvent((value: number) => told(measure, value))
  const point = useEffectEvent(onPoint)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const { points } = series
    const look = {
      paint,
      isDotted: points.length < FEW,
      tellTime: (at: number) => brief(at * SECOND_MS),
      tellValue: (value: number) => tell(value),
      onPoint: (index: number | null) => point(index),
    }
    const data: uPlot.AlignedData = [
      points.map(({ startsAt }) => wallTime(startsAt) / SECOND_MS),
      points.map((each) => drawn(measure, each)),
    ]
    const sized = () => ({ width: element.clientWidth, height: HEIGHT })
    const chart = new uPlot({ ...optionsOf(look), ...sized() }, data, element)
    const sizes = new ResizeObserver(() => chart.setSize(sized()))
    sizes.observe(element)
    return () => {
      sizes.disconnect()
      chart.destroy()
    }
  }, [measure, series, paint, brief, wallTime])
  return place
}

interface Look {
  paint: ReturnType<typeof usePaint>
  isDotted: boolean
  tellTime: (at: number) => string
  tellValue: (value: number) => string
  onPoint: (index: number | null) => void
}

function optionsOf({ paint, isDotted, tellTime, tellValue, onPoint }: Look) {
  const grid = { stroke: paint.line, width: 1 }
  const axis = { stroke: paint.faint, grid, ticks: { show: false } }
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    // Every line begins at nothing, so that none looks steeper than it is.
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * ABOVE)] } },
    axes: [
      { ...axis, values: (_, splits) => splits.map(tellTime) },
      { ...axis, size: VALUES_WIDTH, values: (_, splits) => splits.map(tellValue) },
    ],
    series: [
      {},
      { stroke: paint.accent, width: 2, points: { show: isDotted, fill: paint.accent } },
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
  } satisfies Partial<uPlot.Options>
}
