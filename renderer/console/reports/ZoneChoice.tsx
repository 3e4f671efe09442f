import { Combobox } from '../../ui/Combobox.tsx'
import { useWords } from '../../words/useWords.ts'
import { ZONES } from '../shell/zones.ts'
import { askOtherwise, useQuestion } from './useQuestion.ts'

/** In which zone days begin: this machine's unless another is chosen. */
export function ZoneChoice() {
  const { reports: words } = useWords()
  const { zone } = useQuestion()
  const all = ZONES.includes(zone) ? ZONES : [zone, ...ZONES]
  return (
    <div className="w-52">
      <Combobox
        label={words.zone}
        value={zone}
        options={all.map((value) => ({ value, label: value }))}
        onChange={(next) => askOtherwise({ zone: next })}
        hint={words.zone}
        nothing={words.noZone}
      />
    </div>
  )
}
