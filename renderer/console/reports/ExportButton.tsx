import { Download } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { downloadFile } from '../sync/download.ts'

/** Gets a report as a CSV file. */
export function ExportButton({ path }: { path: string }) {
  const { reports: words } = useWords()
  return (
    <Button onClick={() => attempt(() => downloadFile(path, 'report.csv'))}>
      <Download size={14} aria-hidden /> {words.export}
    </Button>
  )
}
