/** The mark: a desk bell that is also a speech bubble. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="text-accent">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M7 20.5a9 9 0 0 1 18 0v1H7zM16 8.2v2.6M5.5 24h16l4.5 3v-3"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
