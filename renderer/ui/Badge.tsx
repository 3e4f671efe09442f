interface Props {
  /** As it is written. */
  count: string
  /** What is counted, for those who do not see where it stands. */
  label: string
}

/** How much there is of something that wants attention. */
export const Badge = ({ count, label }: Props) => (
  <span className="min-w-4.5 shrink-0 rounded-full bg-accent px-1.5 text-center text-[0.6875rem] leading-4.5 font-semibold text-on-accent tabular-nums">
    <span aria-hidden>{count}</span>
    <span className="sr-only">{label}</span>
  </span>
)
