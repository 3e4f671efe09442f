import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ChatSettings } from '../../../../server/contract/chat-settings.ts'
import type { ProactiveCount, ProactiveRule } from '../../../../server/contract/proactive.ts'
import { newId } from '../../../text/ids.ts'
import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../../../words/useWords.ts'
import { ask } from '../../sync/api.ts'
import { useLoad } from '../../sync/useLoad.ts'
import { Group } from '../Group.tsx'
import { moved } from '../questions.ts'
import { chatSettings } from '../resources.ts'
import { type Editing, SettingsForm } from '../SettingsForm.tsx'
import { RuleEditor } from './RuleEditor.tsx'

const MOST_RULES = 20

/** What the chat says by itself, where, when and to whom, with what became of it. */
export function ProactiveSection() {
  return (
    <SettingsForm name="proactive" resource={chatSettings}>
      {(editing) => (
        <div className="mx-auto max-w-3xl">
          <Rules {...editing} />
        </div>
      )}
    </SettingsForm>
  )
}

const COUNTS = '/api/settings/webchat/proactive'

function Rules({ value, change, problem }: Editing<ChatSettings>) {
  const { proactive: words } = useWords()
  const [counts, setCounts] = useState<readonly ProactiveCount[]>([])
  useLoad('proactive counts', async () => setCounts(await ask<ProactiveCount[]>({ path: COUNTS })))
  const { proactive: rules, appearance: look } = value
  const set = (proactive: ProactiveRule[]) => change({ proactive })
  return (
    <Group title={words.title} lead={words.lead}>
      {rules.length === 0 && <p className="text-faint">{words.none}</p>}
      <ol className="flex flex-col gap-4">
        {rules.map((rule, index) => (
          <RuleEditor
            key={rule.id}
            {...{ rule, look }}
            place={index + 1}
            count={counts.find(({ ruleId }) => ruleId === rule.id)}
            problem={(path) => problem(`proactive.${index}.${path}`)}
            onChange={(next) => set(rules.with(index, next))}
            onMove={(by) => set(moved(rules, index, by))}
            onRemove={() => set(rules.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <Button
        className="self-start"
        disabled={rules.length >= MOST_RULES}
        onClick={() => set([...rules, freshRule(words.place(rules.length + 1))])}
      >
        <Plus size={14} aria-hidden /> {words.add}
      </Button>
    </Group>
  )
}

const freshRule = (name: string): ProactiveRule => ({
  id: newId(),
  name,
  isOn: true,
  text: { en: '', vi: '' },
  pages: [],
  seconds: 10,
  hours: 'always',
  visitors: 'all',
})
