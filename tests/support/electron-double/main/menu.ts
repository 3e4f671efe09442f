import type * as Electron from 'electron'
import { app } from './app.ts'
import { LoudEmitter } from './loud.ts'
import { BrowserWindow } from './window.ts'

type Template = Electron.MenuItemConstructorOptions

let applicationMenu: Menu | null = null

/** What Electron does itself for a role, as far as a test can see it. */
const roles: Partial<Record<string, (window: BrowserWindow | null) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.reload(),
}

export class MenuItem extends LoudEmitter {
  readonly id: string
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | null
  readonly submenu: Menu | undefined
  readonly sublabel: string
  readonly toolTip: string
  readonly icon: unknown
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: Template['click']

  constructor(options: Template) {
    // No emitter in Electron, so it tells nothing here either.
    super('MenuItem', [])
    const { submenu, role, label, type } = options
    this.id = options.id ?? ''
    this.role = role?.toLowerCase()
    this.label = label ?? role ?? ''
    this.type = type ?? (submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = options.accelerator ?? null
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.icon = options.icon
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#click = options.click
    if (submenu !== undefined) {
      this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as never)
    }
  }

  /** As when a person chooses it: what is greyed out does nothing. */
  click() {
    if (!this.enabled || !this.visible) return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    const window = BrowserWindow.getFocusedWindow()
    if (this.#click) return this.#click(this as never, window as never, {})
    if (this.role !== undefined) roles[this.role]?.(window)
  }
}

/** Menus are data here: what is in them can be read and chosen, nothing is drawn. */
export class Menu extends LoudEmitter {
  static buildFromTemplate(template: Array<Template | MenuItem>) {
    const menu = new Menu()
    for (const item of template) {
      menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    }
    return menu
  }
  static setApplicationMenu(menu: Menu | null) {
    applicationMenu = menu
  }
  static getApplicationMenu = () => applicationMenu

  /** For tests: the context menu that was opened last, which no API of Electron's tells. */
  static lastOpened = () => opened

  readonly items: MenuItem[] = []
  isOpen = false

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'])
  }
  append(item: MenuItem) {
    this.items.push(item)
  }
  insert(position: number, item: MenuItem) {
    this.items.splice(position, 0, item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup(_options?: object) {
    this.isOpen = true
    open(this)
    this.emit('menu-will-show')
  }
  closePopup() {
    this.isOpen = false
    this.emit('menu-will-close')
  }
}

let opened: Menu | null = null
const open = (menu: Menu | null) => void (opened = menu)

const trays = new Set<Tray>()

export class Tray extends LoudEmitter {
  /** For tests: no API of Electron's lists them. */
  static readonly all = trays

  menu: Menu | null = null
  toolTip = ''
  title = ''
  image: unknown
  #isDestroyed = false

  constructor(image: unknown) {
    super('Tray', ['click', 'double-click', 'right-click', 'middle-click', 'balloon-click'])
    this.image = image
    trays.add(this)
  }
  setContextMenu(menu: Menu | null) {
    this.menu = menu
  }
  popUpContextMenu(menu?: Menu) {
    open(menu ?? this.menu)
  }
  setToolTip(text: string) {
    this.toolTip = text
  }
  setTitle(text: string) {
    this.title = text
  }
  getTitle() {
    return this.title
  }
  setImage(image: unknown) {
    this.image = image
  }
  setPressedImage(_image: unknown) {}
  setIgnoreDoubleClickEvents(_ignore: boolean) {}
  destroy() {
    this.#isDestroyed = true
    trays.delete(this)
  }
  isDestroyed() {
    return this.#isDestroyed
  }
}
