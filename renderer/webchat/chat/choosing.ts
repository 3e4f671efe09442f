import type { UploadRules } from '../../../server/contract/files.ts'
import { Uploads } from '../../files/uploads.ts'
import type { Context } from './context.ts'
import { chosenIn, keptFile, withoutFiles } from './kept-files.ts'
import { transfers, uploadingTo } from './uploading.ts'

/** What may be sent; null where nothing may. */
export const allowedBy = (rules: UploadRules | undefined) => (rules?.isAllowed ? rules : null)

/** The files chosen for the next message. They are kept like its text, and those of a chat that was left go on to the next. */
export function choosing({ store, storage }: Context): Uploads {
  const uploads = new Uploads({
    transfers,
    send: (file, options) => uploadingTo(store.get().session)(file, options),
    rules: () => allowedBy(store.get().settings?.files),
    keep: (key, file) => storage.write(keptFile(key, file)),
    drop: (key) => void storage.write(withoutFiles([key])),
  })
  store.subscribe((now, before) => {
    if (now.session !== before.session) {
      // Whatever was uploaded to another chat is of no use in this one.
      transfers.forgetAll()
      uploads.take()
      uploads.restore(chosenIn(storage))
    } else if (now.link === 'online' && before.link !== 'online') uploads.retryAll()
  })
  storage.onChange(() => {
    const chosen = new Set(chosenIn(storage).map(({ key }) => key))
    uploads.leave((key) => !chosen.has(key))
  })
  return uploads
}
