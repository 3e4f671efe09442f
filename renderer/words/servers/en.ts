/** Where the desktop app works: the first start, the list of servers, the server on this computer, in English. */
export const serversEn = {
  title: 'Servers',
  lead: 'Each server has its own sign-in and keeps its own data on this computer.',
  first: {
    title: 'Where do you want to work?',
    lead: 'You can add other servers and switch between them later.',
  },
  computer: {
    name: 'This computer',
    about: 'Runs Frontdesk here, with all data in this app. Good for trying it out.',
    choose: 'Use this computer',
  },
  server: {
    name: 'A server',
    about: 'The Frontdesk that your team uses.',
    address: 'Address',
    example: 'desk.example.com',
    label: 'Name',
    labelHint: 'optional',
    connect: 'Connect',
    checking: 'Checking…',
  },
  list: {
    current: 'In use',
    use: (name: string) => `Switch to ${name}`,
    switch: 'Switch',
    rename: (name: string) => `Rename ${name}`,
    remove: (name: string) => `Remove ${name}`,
    add: 'Add a server',
    newName: 'New name',
  },
  state: {
    starting: 'Starting Frontdesk on this computer…',
    restarting: 'Frontdesk on this computer stopped and is being started again…',
    failed: 'Frontdesk on this computer cannot be started',
    failedHint: 'It was started several times. The last lines of its log say what went wrong.',
    log: 'Log',
    retry: 'Start again',
  },
  why: {
    invalid_address: 'This is not an address of a server, such as https://desk.example.com',
    bracketed_address:
      'Addresses of numbers in brackets (IPv6) cannot be used. Enter the name of the server.',
    not_found: 'There is no server by this name. Check the address.',
    offline: 'This computer is offline.',
    unreachable: 'Nothing answers at this address. Check it, or ask whether the server is running.',
    timeout: 'The server takes too long to answer. Try again in a moment.',
    redirected:
      'The server sends on to another address. Enter that one, often with https:// before it.',
    not_frontdesk: 'Something answers at this address, but it is not Frontdesk.',
    not_secure:
      'The server does not speak a secure connection. Enter http:// before the address only if you trust the network.',
    certificate_untrusted:
      'The server’s certificate is not from an authority that this computer trusts. Ask your administrator; nothing was sent.',
    certificate_expired:
      'The server’s certificate is not valid at this time. It has expired, or this computer’s clock is wrong.',
    certificate_other_name:
      'The server’s certificate is for another name. Check the address: somebody may stand in between.',
    certificate:
      'A secure connection to this server is not possible: its certificate is not accepted.',
    declined: 'You have not agreed to connect to this server.',
  },
}
