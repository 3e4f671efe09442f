import { useState } from 'react'
import { Checkbox } from '../Checkbox.tsx'
import { Choice } from '../Choice.tsx'
import { Combobox } from '../Combobox.tsx'
import { Field } from '../Field.tsx'
import { MomentField } from '../MomentField.tsx'
import { Switch } from '../Switch.tsx'
import { TextArea, TextInput } from '../TextInput.tsx'
import { Row, Shelf } from './Shelf.tsx'

const people = [
  { value: 'anh', label: 'Đặng Thị Ngọc Ánh' },
  { value: 'ruth', label: 'Ruth Patel' },
  { value: 'omar', label: 'عمر الخطيب' },
]

export function Fields() {
  const [person, setPerson] = useState('anh')
  const [isOn, setOn] = useState(true)
  return (
    <Shelf title="Fields">
      <Field label="Name" hint="optional">
        {(control) => <TextInput {...control} placeholder="Empty" />}
      </Field>
      <Field label="Email" error="Please enter a full email address.">
        {(control) => <TextInput {...control} defaultValue="ruth@" />}
      </Field>
      <Field label="Disabled">{(control) => <TextInput {...control} disabled />}</Field>
      <Field label="Several lines">{(control) => <TextArea {...control} />}</Field>
      <Row>
        <Choice label="One of a few" value={person} options={people} onChange={setPerson} />
        <Choice label="Disabled" value={person} options={people} onChange={setPerson} disabled />
      </Row>
      <Combobox
        label="One of many"
        value={person}
        options={people}
        onChange={setPerson}
        hint="Type a name"
        nothing="Nobody has this name"
      />
      <MomentField
        label="A moment"
        dayLabel="Day"
        timeLabel="Time"
        earliest={new Date(2026, 0, 1)}
        initial={new Date(2026, 0, 1, 9)}
        onChange={() => undefined}
      />
      <Ticks isOn={isOn} onChange={setOn} />
    </Shelf>
  )
}

function Ticks({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <>
      <Switch label="A switch" hint="What it does" checked={isOn} onChange={onChange} />
      <Switch label="Disabled" checked disabled onChange={onChange} />
      <Row>
        <Checkbox label="Chosen or not" checked={isOn} onChange={onChange} />
        <Checkbox label="Some of them" isMixed checked={false} onChange={onChange} />
        <Checkbox label="Disabled" checked disabled onChange={onChange} />
        <Checkbox label="Without a text" isBare checked={isOn} onChange={onChange} />
      </Row>
    </>
  )
}
