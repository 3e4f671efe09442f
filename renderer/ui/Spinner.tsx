/** Something is under way; `label` says what to those who do not see it. */
export function Spinner({ label }: { label: string }) {
  return (
    <output className="flex items-center justify-center p-6">
      <span className="size-5 animate-spin rounded-full border-2 border-line border-t-accent" />
      <span className="sr-only">{label}</span>
    </output>
  )
}
