/** One thing that is known, and its name. */
export function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  )
}
