/** Working without a connection, in English. */
export const offlineEn = {
  asOf: (time: string) => `You see the inbox as it was at ${time}.`,
  notHere: 'This is not kept on this device.',
  notHereHint: 'It comes by itself as soon as the server can be reached.',
  panel: 'More about this customer comes with the connection.',
}
