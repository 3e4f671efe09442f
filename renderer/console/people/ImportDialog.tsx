import { useState } from 'react'
import type { CustomerImport } from '../../../server/contract/imports.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { ImportFile } from './ImportFile.tsx'
import { ImportMappingForm } from './ImportMappingForm.tsx'
import { ImportResult } from './ImportResult.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Customers from a file: choose it, say where its columns go, see what would happen, take them in. */
export function ImportDialog({ open, onOpenChange }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={people.importing.title}
      lead={people.importing.lead}
      closeLabel={app.close}
    >
      <Steps onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function Steps({ onDone }: { onDone: () => void }) {
  const [file, setFile] = useState<CustomerImport | null>(null)
  const [begun, setBegun] = useState<CustomerImport | null>(null)
  if (!file) return <ImportFile onRead={setFile} />
  if (!begun) return <ImportMappingForm file={file} onCheck={setBegun} />
  const key = `${begun.id} ${begun.state}`
  return (
    <ImportResult
      key={key}
      begun={begun}
      onBack={() => setBegun(null)}
      onStart={setBegun}
      onDone={onDone}
    />
  )
}
