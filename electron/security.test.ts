import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { externalAddress, guardContents, guardRequests, guardSession } from './security.ts'

type SessionParts = Parameters<typeof guardSession>[0]
type RequestHandler = NonNullable<Parameters<SessionParts['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<SessionParts['setPermissionCheckHandler']>[0]>
type DeviceHandler = NonNullable<Parameters<SessionParts['setDevicePermissionHandler']>[0]>
type Permission = Parameters<CheckHandler>[1]

function session() {
  let onRequest: RequestHandler | null = null
  let onCheck: CheckHandler | null = null
  let onDevice: DeviceHandler | null = null
  guardSession({
    setPermissionRequestHandler: (handler) => void (onRequest = handler),
    setPermissionCheckHandler: (handler) => void (onCheck = handler),
    setDevicePermissionHandler: (handler) => void (onDevice = handler),
  })
  const contents = {} as Parameters<RequestHandler>[0]
  return {
    request: (permission: Permission, requestingUrl: string, isMainFrame = true) => {
      let isGranted: boolean | null = null
      const details = { requestingUrl, isMainFrame }
      onRequest?.(contents, permission, (granted) => (isGranted = granted), details)
      return isGranted
    },
    check: (permission: Permission, origin: string) =>
      onCheck?.(null, permission, origin, { isMainFrame: true }),
    device: () => onDevice?.({} as Parameters<DeviceHandler>[0]),
  }
}

describe('permissions', () => {
  const { request, check, device } = session()
  const ours = 'frontdesk-app://console/'

  it.each<Permission>([
    'notifications',
    'clipboard-sanitized-write',
    'local-network-access',
    'loopback-network',
    'local-network',
  ])('%s is ours to have, and nobody else’s', (permission) => {
    expect(request(permission, ours)).toBe(true)
    expect(check(permission, ours)).toBe(true)
    for (const other of ['https://evil.example/', 'frontdesk-app://evil/', 'null', '']) {
      expect(request(permission, other)).toBe(false)
      expect(check(permission, other)).toBe(false)
    }
    expect(request(permission, ours, false)).toBe(false)
  })

  it.each<Permission>([
    'media',
    'geolocation',
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'hid',
    'idle-detection',
    'midiSysex',
    'openExternal',
    'pointerLock',
    'serial',
    'usb',
    'unknown',
  ])('%s is denied, asked for or checked', (permission) => {
    expect(request(permission, ours)).toBe(false)
    expect(check(permission, ours)).toBe(false)
  })

  it('no device is ever allowed', () => expect(device()).toBe(false))
})

function guarded() {
  const emitter = new EventEmitter()
  const opened: string[] = []
  let onOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  guardContents(
    Object.assign(emitter, {
      setWindowOpenHandler: (handler: typeof onOpen) => void (onOpen = handler),
    }),
    async (url) => {
      opened.push(url)
      if (url.includes('unopenable')) throw new Error('no browser')
    },
  )
  return {
    opened,
    open: (url: string) => onOpen({ url }),
    isPrevented: (event: string, url: string) => {
      let isPrevented = false
      emitter.emit(event, { url, preventDefault: () => (isPrevented = true) })
      return isPrevented
    },
  }
}

describe('navigation', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '%s stays within the console',
    (event) => {
      const { isPrevented } = guarded()
      expect(isPrevented(event, 'frontdesk-app://console/tickets')).toBe(false)
      for (const url of [
        'https://evil.example/',
        'http://127.0.0.1:3000/',
        'frontdesk-app://console.evil/',
        'frontdesk-app://evil/',
        'file:///etc/passwd',
        'data:text/html,hi',
        'javascript:alert(1)',
        'about:blank',
        '',
      ]) {
        expect([url, isPrevented(event, url)]).toEqual([url, true])
      }
    },
  )

  it('no web view is attached', () => {
    expect(guarded().isPrevented('will-attach-webview', 'frontdesk-app://console/')).toBe(true)
  })
})

describe('new windows', () => {
  it.each([
    ['https://a.example/x?y#z', 'https://a.example/x?y#z'],
    ['HTTPS://A.example:443/a b', 'https://a.example/a%20b'],
    ['http:\\\\a.example\\b', 'http://a.example/b'],
    ['mailto:ann@a.example?subject=Hi there', 'mailto:ann@a.example?subject=Hi%20there'],
  ])('%s is handed to the system as %s', (url, handed) => {
    const { open, opened } = guarded()
    expect(open(url)).toEqual({ action: 'deny' })
    expect(opened).toEqual([handed])
  })

  it.each([
    'file:///etc/passwd',
    'FILE:///C:/Windows/System32/calc.exe',
    'javascript:alert(1)',
    'data:text/html,hi',
    'blob:frontdesk-app://console/1',
    'smb://evil/share',
    'ms-msdt:/id',
    'frontdesk://inbox',
    'frontdesk-app://console/',
    '\\\\evil\\share',
    'about:blank',
    'https://',
    '',
  ])('%s is not opened by anybody', (url) => {
    const { open, opened } = guarded()
    expect(open(url)).toEqual({ action: 'deny' })
    expect(opened).toEqual([])
    expect(externalAddress(url)).toBeNull()
  })

  it('a system that cannot open it does no harm', () => {
    const { open } = guarded()
    expect(open('https://unopenable.example/')).toEqual({ action: 'deny' })
  })
})

describe('what a session may ask for', () => {
  const isSent = (url: string, server: string | null, page: { webContentsId?: number } = {}) => {
    let isCancelled = false
    guardRequests(
      {
        onBeforeRequest: (listen) =>
          listen({ url, ...page }, ({ cancel }) => (isCancelled = cancel)),
      },
      () => server,
    )
    return !isCancelled
  }
  const help = 'https://help.example:8443'

  it.each([
    'frontdesk-app://console/assets/a.js',
    `${help}/api/health`,
    'wss://help.example:8443/socket.io/?EIO=4',
    'blob:frontdesk-app://console/1',
    'data:image/png;base64,',
  ])('%s', (url) => expect(isSent(url, help)).toBe(true))

  it.each([
    'https://help.example/',
    'http://help.example:8443/',
    'https://help.example:8443.evil.example/',
    'https://help.example:8443@evil.example/',
    'wss://evil.example/',
    'http://127.0.0.1:3000/',
    'file:///etc/passwd',
    'frontdesk-app://evil/',
    'about:blank',
    '',
  ])('not %j', (url) => expect(isSent(url, help)).toBe(false))

  it('a dictionary from where Chromium keeps them, which no page may fetch', () => {
    const places = ['redirector', 'r3---sn-4g5e6nz7']
    for (const place of places) {
      const url = `https://${place}.gvt1.com/edgedl/chrome/dict/vi-vi-3-0.bdic?cms_redirect=yes`
      expect([isSent(url, help), isSent(url, help, { webContentsId: 1 })]).toEqual([true, false])
    }
    for (const url of [
      'http://redirector.gvt1.com/edgedl/chrome/dict/en-us-10-1.bdic',
      'https://redirector.gvt1.com/edgedl/chrome/dict/../../x',
      'https://redirector.gvt1.com/edgedl/chrome/dict/%2e%2e/en.bdic',
      'https://redirector.gvt1.com:8443/edgedl/chrome/dict/en-us-10-1.bdic',
      'https://gvt1.com.evil.example/edgedl/chrome/dict/en-us-10-1.bdic',
      'https://evilgvt1.com/edgedl/chrome/dict/en-us-10-1.bdic',
    ])
      expect([url, isSent(url, help)]).toEqual([url, false])
  })

  it('no server at all, where none is chosen', () => {
    expect([isSent(`${help}/`, null), isSent('frontdesk-app://console/', null)]).toEqual([
      false,
      true,
    ])
  })
})
