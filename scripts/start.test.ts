import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const START = join(import.meta.dirname, 'start.mjs')

describe('npm start', () => {
  it.each(['18.20.4', '20.19.0', '22.17.1'])('ends with one sentence under Node %s', (version) => {
    const { status, stdout, stderr } = startUnder(version)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      new RegExp(`^Frontdesk needs Node 22\\.18 or later and this is Node ${version}: .+\n$`),
    )
    expect(status).toBe(1)
  })

  it('lists the configuration without building anything', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [START, '--help'], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('DATABASE_URL')
  })
})

function startUnder(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, START]
  return spawnSync(process.execPath, args, { encoding: 'utf8' })
}
