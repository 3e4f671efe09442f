import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { LoudEmitter, preventable } from './loud.ts'
import type { Session } from './session.ts'

type State = 'progressing' | 'completed' | 'cancelled' | 'interrupted'

/** A download, which Node carries out here: what came of it, and where the person wants it. */
class DownloadItem extends LoudEmitter {
  readonly #url: string
  readonly #response: Response
  readonly #name: string
  #path = ''
  #dialog: object = {}
  #received = 0
  #state: State = 'progressing'
  #paused: PromiseWithResolvers<void> | null = null

  constructor(url: string, response: Response) {
    super('DownloadItem', ['updated', 'done'])
    this.#url = url
    this.#response = response
    this.#name = nameIn(response, url)
  }

  getURL = () => this.#url
  getFilename = () => this.#name
  getReceivedBytes = () => this.#received
  getTotalBytes = () => Number(this.#response.headers.get('content-length') ?? 0)
  getState = () => this.#state
  getSavePath = () => this.#path
  setSavePath = (path: string) => void (this.#path = path)
  getSaveDialogOptions = () => this.#dialog
  setSaveDialogOptions = (options: object) => void (this.#dialog = options)
  isPaused = () => this.#paused !== null

  pause() {
    this.#paused ??= Promise.withResolvers()
    this.#tellProgress()
  }
  resume() {
    this.#paused?.resolve()
    this.#paused = null
  }
  cancel() {
    this.#finish('cancelled')
    this.resume()
  }

  /** For the double: brings it to where it is to be kept. */
  async run() {
    if (this.#path === '') {
      throw new Error('Nobody answers where to save: call setSavePath in "will-download"')
    }
    const file = createWriteStream(this.#path)
    for await (const bytes of this.#response.body ?? []) {
      await this.#paused?.promise
      if (this.#state !== 'progressing') break
      if (!file.write(bytes)) await once(file, 'drain')
      this.#received += bytes.length
      this.#tellProgress()
    }
    file.end()
    await once(file, 'close')
    this.#finish('completed')
  }

  /** For the double: the server broke off. */
  breakOff() {
    this.#finish('interrupted')
  }

  #tellProgress() {
    if (this.#state === 'progressing') this.emit('updated', preventable({}), 'progressing')
  }

  #finish(state: State) {
    if (this.#state !== 'progressing') return
    this.#state = state
    this.emit('done', preventable({}), state)
  }
}

function nameIn({ headers }: Response, url: string): string {
  const said = headers.get('content-disposition') ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(said) ?? []
  const [, plain] = /filename="([^"]+)"/i.exec(said) ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return plain ?? decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '')
}

/** Fetches what the app wants the person to have; `session` and the app say what becomes of it. */
export async function download(session: Session, contents: unknown, url: string): Promise<void> {
  const request = { partition: session.partition, url, method: 'GET', resourceType: 'other' }
  if (!(await session.mayRequest(request))) return
  const item = new DownloadItem(url, await fetch(url))
  const event = preventable({})
  session.emit('will-download', event, item, contents)
  if (event.defaultPrevented) return item.cancel()
  await item.run().catch((error: unknown) => {
    console.error('electron-double: download:', error)
    item.breakOff()
  })
}
