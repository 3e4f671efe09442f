import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { DENSITIES } from '../density.ts'
import { Toasts } from '../Toasts.tsx'
import { Colors, Scales } from './Tokens.tsx'
import { Buttons } from './Buttons.tsx'
import { Fields } from './Fields.tsx'
import { Overlays } from './Overlays.tsx'
import { States } from './States.tsx'
import { Words } from './Words.tsx'

const THEMES = ['light', 'dark'] as const

/** Every piece of the interface in every state: both themes, and both densities, side by side. For developers. */
export function Gallery() {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={300}>
        <Toasts label="Notifications" closeLabel="Close">
          <main className="grid h-full grid-cols-1 overflow-y-auto md:grid-cols-2">
            <h1 className="sr-only">The interface, piece by piece</h1>
            {DENSITIES.flatMap((density) =>
              THEMES.map((theme) => (
                <section
                  key={theme + density}
                  aria-label={`${theme}, ${density}`}
                  data-theme={theme}
                  data-density={density}
                  className="flex min-w-0 flex-col gap-6 bg-canvas p-6 text-ink"
                >
                  <h2 className="text-xl font-semibold">
                    {theme}, {density}
                  </h2>
                  <Colors />
                  <Scales />
                  <Buttons />
                  <Fields />
                  <Words />
                  <Overlays />
                  <States density={density} />
                </section>
              )),
            )}
          </main>
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  )
}
