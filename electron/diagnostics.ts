import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Facts = {
  version: string
  versions: { readonly [name: string]: string | undefined }
  platform: string
  release: string
  locale: string
  isPackaged: boolean
  settings: object
  lines: readonly string[]
}

/** What somebody who is to help needs to know; `lines` are without what says who or where already. */
export function diagnostics(facts: Facts): string {
  const { version, versions, platform, release, locale, isPackaged, settings, lines } = facts
  const of = (name: string) => `${name} ${versions[name] ?? '?'}`
  return [
    `Frontdesk ${version}${isPackaged ? '' : ' (from source)'}`,
    [of('electron'), of('chrome'), of('node')].join(', '),
    `${platform} ${release}, ${locale}`,
    JSON.stringify(settings),
    '',
    ...lines,
    '',
  ].join('\n')
}

const KEPT = 10

/** Keeps a report of a crash beside the last few, and answers where. */
export function keepReport(folder: string, at: Date, text: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `crash-${at.toISOString().replaceAll(/[:.]/g, '-')}.txt`)
  writeFileSync(path, text, { mode: 0o600 })
  const reports = readdirSync(folder).filter((name) => name.startsWith('crash-'))
  for (const old of reports.toSorted().slice(0, -KEPT)) rmSync(join(folder, old), { force: true })
  return path
}
