import type { Finding, Source } from './source.ts'

/** Every group of files that load each other in a circle; type imports vanish and do not count. */
export function cycleFindings(sources: Source[]): Finding[] {
  const edges = new Map(sources.map((source) => [source.path, loadedBy(source)]))
  const finished = new Set<string>()
  const findings: Finding[] = []
  const trail: string[] = []
  const visit = (path: string): void => {
    if (trail.includes(path)) {
      const circle = [...trail.slice(trail.indexOf(path)), path]
      findings.push({ place: path, sentence: `import cycle: ${circle.join(' → ')}` })
      return
    }
    if (finished.has(path)) return
    trail.push(path)
    for (const next of edges.get(path) ?? []) visit(next)
    trail.pop()
    finished.add(path)
  }
  for (const path of edges.keys()) visit(path)
  return findings
}

function loadedBy({ imports }: Source): string[] {
  return imports.filter(({ isLocal, isTypeOnly }) => isLocal && !isTypeOnly).map((i) => i.target)
}
