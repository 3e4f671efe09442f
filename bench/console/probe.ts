import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** What is put into a page so that it measures itself. */
export const PROBE = join(import.meta.dirname, 'probe.js')

/** What the page measures of itself, asked for from outside. */
export interface Probe {
  /** Forgets the frames so far. */
  reset(): Promise<void>
  /** The longest time between two frames since then, and the longest task, in ms. */
  longest(): Promise<{ frame: number; task: number; frames: number }>
  /** Since the navigation began, in ms: when something was painted first, and when a list had a row. */
  loaded(): Promise<{ paint: number; usable: number }>
  /** Clicks a link and answers how long it took until another thread was painted, in ms. */
  open(href: string): Promise<number>
  /** Answers when the link to a conversation was painted at the top of its list, as Date.now() has it. */
  whenTop(id: string, timeout: number): Promise<number>
}

/** The probe of a page. */
export function probeOf(page: Page): Probe {
  const ask = <T>(what: string, ...args: unknown[]) =>
    page.evaluate<T>(`window.probe.${what}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`)
  return {
    reset: () => ask('reset'),
    longest: () => ask('longest'),
    loaded: () => ask('loaded'),
    open: (href) => ask('open', href),
    whenTop: (id, timeout) => ask('whenTop', id, timeout),
  }
}
