import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { buffer, json } from 'node:stream/consumers'
import { timingSafeEqual } from 'node:crypto'
import { type Door, openDoor } from '../door.ts'
import type { CrispEmulator } from '../emulator.ts'
import { SCENARIOS } from '../scenarios.ts'
import { createTrouble } from '../trouble.ts'
import { createShelf, type Shelf } from './files.ts'
import { pageFile } from './page.ts'
import { listOf, threadOf } from './view.ts'

interface Control {
  emulator: CrispEmulator
  token: string
  shelf: Shelf
  commands: Record<string, Command>
}

type Command = (...args: never[]) => unknown

/** Opens the control door: the page for people, and every act, trouble and scenario over HTTP for whoever has the token. */
export async function openControl(
  emulator: CrispEmulator,
  { token, port = 0 }: { token: string; port?: number },
): Promise<Door> {
  const commands: Record<string, Command> = { ...emulator.acts, ...createTrouble(emulator) }
  for (const [name, scenario] of Object.entries(SCENARIOS))
    commands[`scenario: ${name}`] = () => scenario.play(emulator)
  const control: Control = { emulator, token, shelf: createShelf(), commands }
  const door = await openDoor(listener(control), { port })
  return door
}

function listener(control: Control): RequestListener {
  return (request, response) => {
    answer(control, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      if (response.headersSent) response.destroy()
      else give(response, 400, { message })
    })
  }
}

async function answer(control: Control, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://control')
  const { emulator, shelf } = control
  const { method } = request
  const file = shelf.find(url.pathname)
  if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
  const page = method === 'GET' ? await pageFile(url.pathname) : undefined
  if (page) return void response.writeHead(200, { 'content-type': page.type }).end(page.bytes)
  if (!isAllowed(control, request, url)) return give(response, 401, { message: 'no token' })
  if (url.pathname === '/control/changes') return stream(emulator, response)
  if (url.pathname === '/control/conversations')
    return give(response, 200, { websites: listOf(emulator), scenarios: scenarioList() })
  if (url.pathname === '/control/conversation')
    return give(response, 200, threadOf(emulator, url.searchParams.get('session') ?? ''))
  if (url.pathname === '/control/truth')
    return give(response, 200, emulator.truth(url.searchParams.get('website') ?? undefined))
  if (url.pathname === '/control/requests') return give(response, 200, emulator.requests.byRoute())
  if (url.pathname === '/control/file' && method === 'POST')
    return give(response, 200, await keepFile(shelf, request, url))
  if (url.pathname === '/control/act' && method === 'POST')
    return give(response, 200, await runCommand(control, await json(request)))
  return give(response, 404, { message: 'nothing here' })
}

async function runCommand({ commands }: Control, body: unknown): Promise<{ result: unknown }> {
  const { name, args = [] } = body as { name?: string; args?: never[] }
  const command = commands[name ?? '']
  if (!command)
    throw new Error(`nothing is called ${name}; there are ${Object.keys(commands).join(', ')}`)
  return { result: (await command(...args)) ?? null }
}

async function keepFile(shelf: Shelf, request: IncomingMessage, url: URL) {
  const name = url.searchParams.get('name') ?? 'file'
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  const path = shelf.put({ name, type, bytes: await buffer(request) })
  return { name, type, url: `http://${request.headers.host}${path}` }
}

function scenarioList() {
  return Object.entries(SCENARIOS).map(([name, { says }]) => ({ name, says }))
}

function isAllowed({ token }: Control, { headers }: IncomingMessage, url: URL): boolean {
  const given =
    headers.authorization?.replace(/^Bearer /, '') ?? url.searchParams.get('token') ?? ''
  const [mine, theirs] = [Buffer.from(token), Buffer.from(given)]
  return mine.length === theirs.length && timingSafeEqual(mine, theirs)
}

/** Says that something changed, for as long as somebody listens. */
function stream({ feed }: CrispEmulator, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': hello\n\n')
  const end = feed.subscribe(
    ({ payload }) => void response.write(`data: ${JSON.stringify(payload.session_id ?? null)}\n\n`),
  )
  response.on('close', end)
}

function give(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
