import { CalendarPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../../../words/useWords.ts'
import { FormProblem } from '../../shell/FormProblem.tsx'
import { useAction } from '../../shell/useAction.ts'
import type { HoursProps } from '../HoursEditor.tsx'
import { holidaysFrom, type Refusal } from './file.ts'
import { ImportReport, type Imported } from './ImportReport.tsx'
import { joined } from './joined.ts'

/** Takes the holidays of a calendar file into the list, which is then saved as any other change. */
export function ImportHolidays({ hours, set }: HoursProps) {
  const { holidays: words } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const { run, isBusy, error, imported, refusal } = useImport({ hours, set })
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".ics,.ical,text/calendar"
        hidden
        aria-label={words.choose}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          // The same file again, mended meanwhile, is another choice.
          currentTarget.value = ''
          if (file) run(file)
        }}
      />
      <Button disabled={isBusy} onClick={() => input.current?.click()}>
        <CalendarPlus size={14} aria-hidden /> {isBusy ? words.reading : words.choose}
      </Button>
      <div className="flex w-full flex-col gap-2">
        <p className="text-soft">{words.hint}</p>
        <FormProblem error={error} {...(refusal && { text: words.refused[refusal] })} />
        {/* Of a list that was changed since it says nothing that is still so. */}
        <ImportReport imported={imported?.holidays === hours.holidays ? imported : null} />
      </div>
    </>
  )
}

function useImport(props: HoursProps) {
  // The list may be edited while the file is read.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const [imported, setImported] = useState<Imported | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const reading = useAction(async (file: File) => {
    setImported(null)
    setRefusal(null)
    const found = await holidaysFrom(file, latest.current.hours.zone)
    if (typeof found === 'string') return setRefusal(found)
    const { hours, set } = latest.current
    const result = joined(hours.holidays, found.holidays)
    setImported({ ...result, passedOver: found.passedOver })
    if (result.added > 0) set({ holidays: result.holidays })
  })
  return { ...reading, imported, refusal }
}
