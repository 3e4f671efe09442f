import type { User } from '../../../server/contract/identity.ts'
import { isSignInKept } from '../host/secrets.ts'
import { useStanding, useWorld, world } from '../sync/store.ts'
import type { Thread } from '../sync/world.ts'
import { type KeptDisk, keptDisk } from './kept-disk.ts'
import { endOf, inboxOf, isWorthKeeping, threadsOf } from './kept-world.ts'

const CALM_MS = 5000

interface KeeperParts {
  readonly user: () => User
  /** The conversation that is open. */
  readonly openId: () => string | null
  readonly isAllowed: Promise<boolean>
}

/** Keeps what somebody sees of the inbox, as far as it has changed since the last time. */
export class Keeper {
  readonly #disk: Pick<KeptDisk, 'write'>
  readonly #user: () => User
  readonly #openId: () => string | null
  readonly #isAllowed: Promise<boolean>
  #before: ReadonlyMap<string, Thread> = new Map()
  #writing: Promise<void> = Promise.resolve()

  constructor(disk: Pick<KeptDisk, 'write'>, { user, openId, isAllowed }: KeeperParts) {
    this.#disk = disk
    this.#user = user
    this.#openId = openId
    this.#isAllowed = isAllowed
  }

  /** Writes it, after what is being written. A disk that takes nothing keeps nobody from working. */
  keep(now: number): Promise<void> {
    const { epoch, since } = useStanding.getState()
    // What was kept earlier and is shown now is not newer for that.
    if (epoch === 0 || !isWorthKeeping(world())) return this.#writing
    const user = this.#user()
    const openId = this.#openId()
    const threads = threadsOf(world(), { agentId: user.id, openId })
    const changed = [...threads].flatMap(([id, thread]) =>
      this.#before.get(id) === thread ? [] : [endOf(id, thread)],
    )
    const inbox = inboxOf(world(), { user, at: since ?? now, openId })
    const keeping = { inbox, changed, all: new Set(threads.keys()) }
    this.#before = threads
    this.#writing = this.#writing
      .then(async () => {
        if (await this.#isAllowed) await this.#disk.write(user.id, keeping)
      })
      .catch(() => {
        this.#before = new Map()
      })
    return this.#writing
  }
}

/**
 * Keeps the inbox on disk while somebody works: at leisure, and at once when the connection goes or nobody looks.
 * Where their sign-in is forgotten with the app, what they see is not kept either.
 */
export function watchKept(user: () => User, openId: () => string | null) {
  const isAllowed = isSignInKept().catch(() => false)
  const keeper = new Keeper(keptDisk, { user, openId, isAllowed })
  let timer: ReturnType<typeof setTimeout> | undefined
  function keep() {
    clearTimeout(timer)
    timer = undefined
    void keeper.keep(Date.now())
  }
  const soon = () => (timer ??= setTimeout(keep, CALM_MS))
  const end = new AbortController()
  const ends = [
    useWorld.subscribe(soon),
    useStanding.subscribe(({ since }, before) => {
      if (since !== null && before.since === null) keep()
    }),
    () => end.abort(),
  ]
  const turned = () => document.visibilityState === 'hidden' && keep()
  document.addEventListener('visibilitychange', turned, { signal: end.signal })
  return () => {
    clearTimeout(timer)
    for (const each of ends) each()
  }
}
