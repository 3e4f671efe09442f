import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import type { ImportAnswer, ImportMapping } from '../../server/contract/imports.ts'
import { compareChats, openChats, type Place } from '../chatting.ts'
import type { Figure } from '../console/figure.ts'

const ROWS = 100_000
const SMALL_ROWS = 5_000
const LOOK_MS = 50
const MAPPING: ImportMapping = {
  targets: ['email', 'name', 'phone', 'company'],
  key: 'email',
}

type Import = z.infer<typeof ImportAnswer>['data']

/** A file of people who are not there yet, and every tenth of them with a company of its own. */
function fileOf(rows: number): string {
  const lines = ['email,name,phone,company']
  const run = crypto.randomUUID().slice(0, 8)
  for (let row = 0; row < rows; row++) {
    const company = row % 10 === 0 ? `Company ${run} ${row}` : ''
    lines.push(`${run}.${row}@import.test,"Mai, ${row}",+8490${row},${company}`)
  }
  return lines.join('\n')
}

async function ask(place: Place, path: string, request: RequestInit = {}): Promise<Import> {
  const type = request.method === 'POST' && path.startsWith('?') ? 'text/csv' : 'application/json'
  const answer = await fetch(`${place.url}/api/imports${path}`, {
    ...request,
    headers: { authorization: `Bearer ${place.agentToken}`, 'content-type': type },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { data: Import }).data
}

async function until(place: Place, id: string, state: Import['state']): Promise<Import> {
  for (;;) {
    const now = await ask(place, `/${id}`)
    if (now.state === state) return now
    if (now.state === 'failed') throw new Error('the import failed')
    await pause(LOOK_MS)
  }
}

interface Brought {
  uploadMs: number
  checkMs: number
  takeMs: number
}

/** Brings a file as a supervisor does: upload, say where the columns go, look at what would happen, take it in. */
async function bring(place: Place, rows: number): Promise<Brought> {
  const file = fileOf(rows)
  const began = performance.now()
  const { id } = await ask(place, '?name=bench.csv', { method: 'POST', body: file })
  const uploaded = performance.now()
  await ask(place, `/${id}`, { method: 'PUT', body: JSON.stringify(MAPPING) })
  await until(place, id, 'checked')
  const checked = performance.now()
  await ask(place, `/${id}/start`, { method: 'POST', body: '{}' })
  const done = await until(place, id, 'done')
  if (done.created !== rows) throw new Error(`${done.created} of ${rows} rows came in`)
  return {
    uploadMs: uploaded - began,
    checkMs: checked - uploaded,
    takeMs: performance.now() - checked,
  }
}

/** How fast a file of 100,000 people is brought, step by step. */
export async function measureImport(place: Place): Promise<Figure[]> {
  const { uploadMs, checkMs, takeMs } = await bring(place, ROWS)
  const perSecond = (ms: number) => (ROWS / ms) * 1_000
  return [
    { what: '100,000 rows, uploaded', unit: 'ms', value: uploadMs },
    { what: '100,000 rows, checked', unit: 'rows/s', value: perSecond(checkMs) },
    { what: '100,000 rows, taken in', unit: 'rows/s', value: perSecond(takeMs) },
  ]
}

/** What chats take alone, and while one file after the other is brought in. */
export async function measureBeside(place: Place, seconds: number): Promise<Figure[]> {
  const chats = await openChats(place)
  try {
    const files = { what: 'files brought in', until: (end: AbortSignal) => bringUntil(place, end) }
    return await compareChats(chats, files, seconds)
  } finally {
    for (const each of chats) each.close()
  }
}

async function bringUntil(place: Place, end: AbortSignal): Promise<number[]> {
  const times: number[] = []
  while (!end.aborted) {
    const { uploadMs, checkMs, takeMs } = await bring(place, SMALL_ROWS)
    times.push(uploadMs + checkMs + takeMs)
  }
  return times
}
