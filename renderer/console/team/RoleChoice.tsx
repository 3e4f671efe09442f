import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { TEAM_ROLES, type TeamRole } from './load.ts'

interface Props {
  label: string
  value: TeamRole
  onChange: (role: TeamRole) => void
  disabled?: boolean
}

/** What somebody may do here. */
export function RoleChoice({ label, value, onChange, disabled = false }: Props) {
  const { roles } = useWords()
  return (
    <Choice
      label={label}
      value={value}
      onChange={onChange}
      disabled={disabled}
      options={TEAM_ROLES.map((role) => ({ value: role, label: roles[role] }))}
      className="w-36 shrink-0"
    />
  )
}
