import { Archive, Plus } from 'lucide-react'
import { Button } from '../Button.tsx'
import { IconButton } from '../IconButton.tsx'
import { Row, Shelf } from './Shelf.tsx'

const looks = ['primary', 'secondary', 'quiet', 'danger'] as const
const sizes = ['small', 'medium', 'large'] as const

export const Buttons = () => (
  <Shelf title="Buttons">
    {looks.map((look) => (
      <Row key={look}>
        {sizes.map((size) => (
          <Button key={size} look={look} size={size}>
            {look} {size}
          </Button>
        ))}
        <Button look={look} disabled>
          disabled
        </Button>
      </Row>
    ))}
    <Row>
      <Button look="primary">
        <Plus size={14} aria-hidden /> with a picture
      </Button>
      <IconButton icon={Archive} label="Archive" />
      <IconButton icon={Archive} label="Archive, pressed" aria-pressed />
      <IconButton icon={Archive} label="Archive, disabled" disabled />
    </Row>
  </Shelf>
)
