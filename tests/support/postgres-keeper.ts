/**
 * Runs one throwaway Postgres for as long as its parent is connected, then stops it and removes its data. A message
 * from the parent makes it crash and start again on the same data.
 * A process of its own, so that a test run that is killed outright leaves nothing behind.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { postgresAccount, postgresBinaries } from './postgres-binaries.ts'
import type { Account } from './postgres-binaries.ts'

export type KeeperReport = { port: number } | { failure: string }

const USER = 'frontdesk'

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'fsync=on',
]

async function keep(scratch: string): Promise<void> {
  const account = postgresAccount()
  const binaries = postgresBinaries(account, scratch)
  const data = initialise(binaries, scratch, account)
  const port = await freePort()
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const start = () => spawn(join(binaries, 'postgres'), args, { ...account, stdio: 'pipe' })
  const run = async () => {
    const server = start()
    const stop = () => void server.kill(process.platform === 'win32' ? 'SIGTERM' : 'SIGQUIT')
    process.on('message', stop)
    if (process.connected) process.once('disconnect', stop)
    else stop()
    const log = await ended(server, () => report({ port }))
    process.off('message', stop)
    return log
  }
  let log = await run()
  while (isToComeBack) {
    isToComeBack = false
    log = await run()
  }
  leave(scratch, log)
}

let isToComeBack = false
process.on('message', () => (isToComeBack = true))
process.on('disconnect', () => (isToComeBack = false))

/** Tells when it is ready, and answers its last words once it has ended. */
function ended(server: ChildProcess, onReady: () => void): Promise<string> {
  let log = ''
  let isReady = false
  server.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
    if (isReady || !log.includes('ready to accept connections')) return
    isReady = true
    onReady()
  })
  return new Promise((resolve) => {
    server.on('error', (error) => resolve(error.message))
    server.on('close', () => resolve(log))
  })
}

function initialise(binaries: string, scratch: string, account: Account): string {
  const data = join(scratch, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(data, account.uid, account.gid)
  const args = [`--pgdata=${data}`, `--username=${USER}`, '--auth=trust', '--no-sync']
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const made = spawnSync(join(binaries, 'initdb'), [...args, ...locale, '--locale=C'], {
    ...account,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`)
  return data
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function report(what: KeeperReport): void {
  if (process.connected) process.send?.(what)
}

function leave(scratch: string, failure: string): void {
  rmSync(scratch, { recursive: true, force: true })
  report({ failure })
  if (process.connected) process.disconnect()
}

const [, , folder] = process.argv
if (folder) await keep(folder).catch((error: Error) => leave(folder, error.message))
