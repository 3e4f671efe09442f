import { Progress as Base } from '@base-ui/react/progress'

interface Props {
  label: string
  /** From 0 to 1; null while nobody knows how much there is. */
  done: number | null
}

/** How far something has come. */
export function ProgressBar({ label, done }: Props) {
  return (
    <Base.Root value={done === null ? null : Math.round(done * 100)} aria-label={label}>
      <Base.Track className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <Base.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Base.Track>
    </Base.Root>
  )
}
