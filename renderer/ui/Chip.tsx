import { X } from 'lucide-react'

interface Props {
  label: string
  /** The name of the button that takes it away. */
  removeLabel: string
  onRemove: () => void
}

/** One of several things that were chosen, and can be taken away again. */
export function Chip({ label, removeLabel, onRemove }: Props) {
  return (
    <span className="inline-flex h-6 max-w-full items-center gap-1 rounded-full bg-sunken pl-2.5 text-xs font-medium text-soft">
      <span className="min-w-0 truncate">{label}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-full text-faint hover:bg-line hover:text-ink"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}
