import type { CDPSession } from '@playwright/test'
import { toApp } from '../addresses.ts'
import type { FrameFacts } from '../messages.ts'

interface Frame {
  url: string
  parent: string | undefined
}

/** The frames of a page by Chromium's own ids, and which of them each world belongs to. */
export class Frames {
  readonly #frames = new Map<string, Frame>()
  readonly #worlds = new Map<number, string>()
  readonly #world: string
  main = ''

  constructor(world: string) {
    this.#world = world
  }

  async follow(cdp: CDPSession): Promise<void> {
    cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#frames.set(frameId, { url: 'about:blank', parent: parentFrameId })
    })
    cdp.on('Page.frameNavigated', ({ frame: { id, url, parentId } }) => {
      this.#frames.set(id, { url, parent: parentId })
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId)
      if (frame !== undefined) frame.url = url
    })
    cdp.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.#frames.delete(frameId)
    })
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string }
      if (context.name === this.#world && frameId) this.#worlds.set(context.id, frameId)
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId)
    })
    cdp.on('Runtime.executionContextsCleared', () => this.#worlds.clear())
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.main = frameTree.frame.id
    this.#frames.set(this.main, { url: frameTree.frame.url, parent: undefined })
  }

  facts(id: string): FrameFacts {
    const { url = '', parent } = this.#frames.get(id) ?? {}
    return { url: toApp(url), parent: parent === undefined ? null : this.facts(parent) }
  }

  /** The frame a world belongs to. */
  of(world: number): string | undefined {
    return this.#worlds.get(world)
  }

  /** The world of the preload script in the page's main frame, where there is one now. */
  get mainWorld(): number | undefined {
    return [...this.#worlds].findLast(([, frame]) => frame === this.main)?.[0]
  }
}
