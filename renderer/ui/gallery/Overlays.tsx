import { useState } from 'react'
import { Button } from '../Button.tsx'
import { DialogBox } from '../DialogBox.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../Menu.tsx'
import { Popover } from '../Popover.tsx'
import { sayDone, sayFailed, sayUndoable, toasts } from '../toast.ts'
import { Tooltip } from '../Tooltip.tsx'
import { Row, Shelf } from './Shelf.tsx'

const nothing = () => undefined
const sayAnswerable = () =>
  toasts.add({
    title: 'Message from Ruth',
    description: 'Are you open today?',
    type: 'news',
    data: { reply: { label: 'Reply to Ruth', send: nothing } },
  })

export function Overlays() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Shelf title="On top of the page (in the page’s own theme)">
      <Row>
        <SampleMenu />
        <Popover label="A popover" trigger={<Button>Popover</Button>}>
          Something to look at beside its button.
        </Popover>
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Tooltip text="What it is">
          <Button aria-label="Tooltip">Tooltip</Button>
        </Tooltip>
      </Row>
      <Row>
        <Button onClick={() => sayDone('It was saved')}>Toast</Button>
        <Button onClick={() => sayFailed('It failed', 'And this is why.')}>Failure</Button>
        <Button onClick={() => sayUndoable('Conversation closed', 'Undo', nothing)}>Undo</Button>
        <Button onClick={sayAnswerable}>Answer</Button>
      </Row>
      <DialogBox open={isOpen} onOpenChange={setOpen} title="A dialog" closeLabel="Close">
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button look="primary" onClick={() => setOpen(false)}>
            Go on
          </Button>
        </div>
      </DialogBox>
    </Shelf>
  )
}

const SampleMenu = () => (
  <Menu trigger={<Button>Menu</Button>} align="start">
    <MenuItem onClick={nothing}>An item</MenuItem>
    <MenuItem onClick={nothing} disabled>
      Disabled
    </MenuItem>
    <MenuItem onClick={nothing} isDangerous>
      Dangerous
    </MenuItem>
    <MenuSeparator />
    <MenuChoice
      label="One of two"
      value="a"
      options={[
        { value: 'a', label: 'The first' },
        { value: 'b', label: 'The second' },
      ]}
      onChange={nothing}
    />
  </Menu>
)
