import type { Attachment, RemoteFile } from '../../server/contract/files.ts'

const MEGABYTE = 1_048_576
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** Whether a file is shown as a picture; what the server lets a browser show in place. */
export const isPicture = (type: string): boolean => PICTURES.includes(type)

/** 340 kB, 2.1 MB. */
export function sizeText(bytes: number, locale: string): string {
  const isLarge = bytes >= MEGABYTE
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / MEGABYTE : Math.max(1, bytes / 1_024))
}

/** How much room a picture takes, at most `most` pixels each way; what is not known yet gets a usual shape. */
export function roomFor({ width, height }: Pick<Attachment, 'width' | 'height'>, most: number) {
  if (!width || !height) return { width: most, height: most * 0.75 }
  const scale = Math.min(1, most / width, most / height)
  return {
    width: Math.max(48, Math.round(width * scale)),
    height: Math.max(48, Math.round(height * scale)),
  }
}

/** A message in words, for where only one line of it shows: its text, else what its files are called. */
export const saidIn = (message: {
  content: string
  attachments?: readonly Pick<Attachment, 'name'>[] | undefined
  remoteFile?: RemoteFile | undefined
}): string => {
  const name = message.remoteFile?.name
  if (name) return `📎 ${name}`
  return message.content || (message.attachments ?? []).map((file) => `📎 ${file.name}`).join(', ')
}
