/** The code of a file whose bytes are neither here nor on the server. */
export const FILE_LOST = 'file_lost'

/** The code of a file that something before the server did not let through. */
export const UPLOAD_REFUSED = 'file_refused'

/** The code of a file that may be sent only much later: nothing else waits for it. */
export const UPLOAD_LIMITED = 'file_limited'

/** Refusals that are said in words of our own, with the name of the file. */
export const isOurs = (code = ''): code is typeof FILE_LOST | typeof UPLOAD_REFUSED =>
  code === FILE_LOST || code === UPLOAD_REFUSED

/** A refusal that no server has put into words. */
export const refusedBy = (code: string) => ({ result: 'refused' as const, code, text: '' })
