import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILES: Record<string, { name: string; type: string }> = {
  '/': { name: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
}

/** A file of the page where somebody plays both sides of Crisp. */
export async function pageFile(path: string): Promise<{ type: string; bytes: Buffer } | undefined> {
  const file = FILES[path]
  if (!file) return undefined
  const bytes = await readFile(join(import.meta.dirname, 'page', file.name))
  return { type: file.type, bytes }
}
