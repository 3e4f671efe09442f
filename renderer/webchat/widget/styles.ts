// In pixels, and `!important` on the host: inside a shadow root that outranks whatever the site says.
export const styles = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto 0 0 auto !important;
  z-index: 2147483000 !important;
  color-scheme: light dark !important;
}
@media print { :host { display: none !important } }
.launcher {
  all: unset; box-sizing: border-box; position: fixed; right: 20px; bottom: 20px;
  display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%;
  background: #0d6a5a; color: #fff; cursor: pointer;
  box-shadow: 0 2px 6px rgb(0 0 0 / 16%), 0 8px 24px rgb(0 0 0 / 18%);
}
.launcher:hover { background: #0a5648 }
.launcher:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0d6a5a }
.launcher svg { width: 26px; height: 26px; display: block }
.launcher .cross, .launcher[aria-expanded=true] .bubble { display: none }
.launcher[aria-expanded=true] .cross { display: block }
.badge {
  position: absolute; top: -3px; right: -3px; box-sizing: border-box; min-width: 22px; height: 22px;
  padding: 0 6px; border: 2px solid #fff; border-radius: 11px; background: #b0261e; color: #fff;
  font: 600 12px/18px system-ui, sans-serif; text-align: center;
}
.badge:empty { display: none }
.window {
  position: fixed; right: 20px; bottom: 92px; width: 380px; height: 640px;
  max-width: calc(100vw - 40px); max-height: calc(100dvh - 112px);
  overflow: hidden; border-radius: 16px; background: Canvas;
  box-shadow: 0 0 0 1px rgb(0 0 0 / 8%), 0 12px 48px rgb(0 0 0 / 24%);
}
.window[hidden] { display: none }
iframe { display: block; width: 100%; height: 100%; border: 0; background: Canvas }
.edge { position: absolute; width: 1px; height: 1px; overflow: hidden }
@media (max-width: 480px) {
  .window { inset: 0; width: auto; height: auto; max-width: none; max-height: none; border-radius: 0 }
  .launcher[aria-expanded=true] { display: none }
}
@media (prefers-reduced-motion: no-preference) {
  .window:not([hidden]) { animation: rise 160ms ease-out }
  @keyframes rise { from { opacity: 0; transform: translateY(8px) } }
}
`
