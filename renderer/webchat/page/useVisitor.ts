import { useState } from 'preact/hooks'
import { keptVisitor, type Visitor } from '../chat/session.ts'
import type { Storage } from '../chat/storage.ts'
import { useWords } from './language.ts'
import { type VisitorErrors, visitorErrors } from './visitor.ts'

/** Who the visitor says they are, as it is typed, and what is wrong with it. */
export function useVisitor(storage: Storage) {
  const { form } = useWords()
  const [visitor, setVisitor] = useState(() => keptVisitor(storage))
  const [errors, setErrors] = useState<VisitorErrors>({})
  return {
    visitor,
    field: (key: keyof Visitor) => ({
      id: key,
      label: form[key],
      autocomplete: key,
      value: visitor[key],
      error: errors[key],
      onInput: (value: string) => {
        setVisitor({ ...visitor, [key]: value })
        setErrors({ ...errors, [key]: undefined })
      },
    }),
    /** Shows what is wrong and answers the first wrong field. */
    check: (): keyof Visitor | undefined => {
      const found = visitorErrors(visitor, form)
      setErrors(found)
      if (found.name) return 'name'
      return found.email ? 'email' : undefined
    },
  }
}
