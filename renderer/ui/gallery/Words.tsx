import { useState } from 'react'
import { Avatar } from '../Avatar.tsx'
import { Badge } from '../Badge.tsx'
import { Chip } from '../Chip.tsx'
import { Kbd } from '../Kbd.tsx'
import { Pill, type Tone } from '../Pill.tsx'
import { Table } from '../Table.tsx'
import { Tabs } from '../Tabs.tsx'
import { Row, Shelf } from './Shelf.tsx'

const tones: Tone[] = ['plain', 'accent', 'info', 'warn', 'good', 'danger', 'note']
const rows = [
  { name: 'Ruth Patel', chats: '12' },
  { name: 'Đặng Minh', chats: '3' },
]

export function Words() {
  const [tab, setTab] = useState<'first' | 'second'>('first')
  return (
    <Shelf title="Marks, tabs, tables">
      <Row>
        {tones.map((tone) => (
          <Pill key={tone} tone={tone}>
            {tone}
          </Pill>
        ))}
      </Row>
      <Marks />
      <Tabs
        label="Tabs"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'first', label: 'First', content: 'The first page' },
          { value: 'second', label: 'Second', content: 'The second page' },
        ]}
      />
      <Table
        label="A table"
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { name: 'name', heading: 'Name', cell: ({ name }) => name },
          { name: 'chats', heading: 'Chats', cell: ({ chats }) => chats, isNumber: true },
        ]}
      />
    </Shelf>
  )
}

const Marks = () => (
  <Row>
    <Avatar name="Ruth Patel" size="small" />
    <Avatar name="Đặng Minh" />
    <Avatar name="عمر الخطيب" size="large" />
    <Badge count="7" label="7 unread" />
    <Chip label="A tag" removeLabel="Remove the tag" onRemove={() => undefined} />
    <Kbd keys="mod+k" />
    <Kbd keys="g i" />
  </Row>
)
