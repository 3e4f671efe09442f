import { useRef } from 'react'
import type { CustomerImport } from '../../../server/contract/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { uploadImport } from './importing.ts'

/** The file itself. */
export function ImportFile({ onRead }: { onRead: (file: CustomerImport) => void }) {
  const { people } = useWords()
  const words = people.importing
  const input = useRef<HTMLInputElement>(null)
  const reading = useAction(async (file: File) => onRead(await uploadImport(file)))
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file again, mended meanwhile, is another choice.
          event.currentTarget.value = ''
          if (file) reading.run(file)
        }}
      />
      <FormProblem error={reading.error} />
      <Button look="primary" disabled={reading.isBusy} onClick={() => input.current?.click()}>
        {reading.isBusy ? words.reading : words.choose}
      </Button>
    </>
  )
}
