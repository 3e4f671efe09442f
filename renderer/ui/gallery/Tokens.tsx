import { Row, Shelf } from './Shelf.tsx'

const grounds = [
  ['Canvas', 'bg-canvas'],
  ['Surface', 'bg-surface'],
  ['Raised', 'bg-raised'],
  ['Sunken', 'bg-sunken'],
] as const

const tints = [
  ['Accent', 'bg-accent text-on-accent'],
  ['Accent, soft', 'bg-accent-soft text-accent-text'],
  ['Info', 'bg-info-soft text-info'],
  ['Good', 'bg-good-soft text-good'],
  ['Warn', 'bg-warn-soft text-warn'],
  ['Danger', 'bg-danger-soft text-danger'],
  ['Danger, full', 'bg-danger text-on-danger'],
  ['Note', 'bg-note text-note-text'],
] as const

/** Every ground with the three inks that stand on it, and every tint with its own. */
export const Colors = () => (
  <Shelf title="Colours">
    <div className="grid grid-cols-2 gap-2">
      {grounds.map(([name, classes]) => (
        <div key={name} className={`rounded-md border border-line p-2 ${classes}`}>
          <p className="font-medium">{name}</p>
          <p className="text-soft">soft</p>
          <p className="text-faint">faint</p>
        </div>
      ))}
    </div>
    <Row>
      {tints.map(([name, classes]) => (
        <span key={name} className={`rounded-md px-2 py-1 font-medium ${classes}`}>
          {name}
        </span>
      ))}
    </Row>
  </Shelf>
)

const texts = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl'] as const
const corners = ['rounded-sm', 'rounded-md', 'rounded-lg', 'rounded-full'] as const
const gaps = ['w-1', 'w-2', 'w-3', 'w-4', 'w-6', 'w-8', 'w-12'] as const

export const Scales = () => (
  <Shelf title="Type, distances, corners, shadows">
    {texts.map((size) => (
      <p key={size} className={size}>
        {size.slice('text-'.length)}: Sphinx of black quartz, Đặng Thị Ngọc Ánh, 1 234
      </p>
    ))}
    <Row>
      {gaps.map((width) => (
        <span key={width} className={`h-4 bg-accent ${width}`} />
      ))}
    </Row>
    <Row>
      {corners.map((corner) => (
        <span key={corner} className={`size-8 border border-edge bg-sunken ${corner}`} />
      ))}
      <span className="size-8 rounded-md bg-raised shadow-raised" />
      <span className="size-8 rounded-md bg-raised shadow-dialog" />
    </Row>
  </Shelf>
)
