// A file of its own in what is built, read half a minute after the start at the earliest.
export { autoUpdater } from 'electron-updater'
