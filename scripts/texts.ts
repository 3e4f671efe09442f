/**
 * The check of what people read: no text outside of the catalogues, none in them that nobody says, every counted thing
 * with the forms its language has, dates and numbers written in one place.
 */
import { join } from 'node:path'
import { en as consoleEn } from '../renderer/words/en.ts'
import { en as webchatEn } from '../renderer/webchat/words/en.ts'
import { isTest, readTree } from './structure/tree.ts'
import { formatFindings } from './texts/formats.ts'
import { literalFindings } from './texts/literals.ts'
import { type Language, pluralFindings } from './texts/plurals.ts'
import { mentionsIn, unusedKeys } from './texts/unused.ts'

const CATALOGUE = /^renderer\/(?:webchat\/)?words\/(?:.*\/)?(en|vi)\.ts$/u
const CODE = /\.tsx?$/u

// The page for developers is in English, and takes no words from anywhere.
const files = readTree(join(import.meta.dirname, '..')).texts.filter(
  ({ path }) => CODE.test(path) && !isTest(path) && !path.startsWith('renderer/ui/gallery/'),
)
const within = (...folders: string[]) =>
  files.filter(
    ({ path }) => folders.some((folder) => path.startsWith(folder)) && !CATALOGUE.test(path),
  )
const mentions = (...folders: string[]) =>
  within(...folders, 'renderer/files/', 'renderer/text/', 'server/contract/').map(
    ({ path, text }) => mentionsIn(path, text),
  )

const literal = within('renderer/')
  .filter(({ path }) => path.endsWith('x'))
  .flatMap(({ path, text }) => literalFindings(path, text))
const plural = files.flatMap(({ path, text }) => {
  const language = CATALOGUE.exec(path)?.[1] as Language | undefined
  return language ? pluralFindings(language, path, text) : []
})
const format = within('renderer/console/', 'renderer/ui/').flatMap(({ path, text }) =>
  formatFindings(path, text),
)
const unused = [
  ...unusedKeys(consoleEn, mentions('renderer/console/', 'renderer/ui/', 'electron/bridge/')),
  ...unusedKeys(webchatEn, mentions('renderer/webchat/')),
].map((key) => ({ place: key, sentence: 'nobody says this text' }))

const findings = [...literal, ...plural, ...format, ...unused]
for (const { place, sentence } of findings) console.log(`${place}  ${sentence}`)
if (findings.length > 0) process.exitCode = 1
