import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toApp } from '../addresses.ts'

// Each file is one function, which is to be called in the page with what it needs.
const callable = (name: string) => {
  const text = readFileSync(join(import.meta.dirname, '../page', name), 'utf8')
  return `(${text.slice(text.indexOf('export function') + 'export '.length)})`
}

const BRIDGE = callable('bridge.js')
const PAGE = callable('page-world.js')
const PRELOAD = callable('preload-world.js')

/** The scripts of one window: names that a page cannot guess, and what runs before its own. */
export interface Worlds {
  /** The name of the preload script's isolated world. */
  name: string
  /** The binding by which that world speaks to the stage. */
  send: string
  /** The object by which the stage speaks to that world. */
  token: string
  page: string
  preload: string
}

export function createWorlds(preload: string): Worlds {
  const token = `double-${randomBytes(16).toString('hex')}`
  const send = `send${randomBytes(8).toString('hex')}`
  const script = `(require, module, exports, process, location) => {${preload}\n}`
  const given = `{ token: '${token}', send: '${send}', address: ${toApp.toString()}, preload: ${script} }`
  return {
    name: 'electron-preload',
    send,
    token,
    page: `${PAGE}(${BRIDGE}, '${token}')`,
    preload: `${PRELOAD}(${BRIDGE}, ${given})`,
  }
}

/** What a preload script sent, with what JSON cannot say put back. */
export function read(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    const { $: kind, text: said = '' } = (value ?? {}) as { $?: string; text?: string }
    if (kind === 'number') return Number(said)
    if (kind === 'bigint') return BigInt(said)
    return value
  })
}

/** JSON drops what is undefined, and an argument's place must stay. */
export function restored(args: unknown): unknown[] {
  return (Array.isArray(args) ? args : []).map(withUndefined)
}

function withUndefined(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if ((value as { $?: string }).$ === 'undefined') return undefined
  if (Array.isArray(value)) return value.map(withUndefined)
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, withUndefined(field)]),
  )
}
