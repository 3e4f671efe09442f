import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const COMPRESSIBLE = new Set(['.js', '.css', '.html', '.svg'])
// Below this a compressed copy saves nothing that matters.
const SMALLEST = 1_024

/** Puts a `.br` and a `.gz` beside each text file of a folder, so that no request pays for compressing it. */
export function compressFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name)
    if (!COMPRESSIBLE.has(extname(file)) || statSync(file).size < SMALLEST) continue
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(bytes))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
