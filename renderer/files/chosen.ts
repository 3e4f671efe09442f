/** Files that are pasted. Beside text they are only its picture, and the text is what is meant. */
export const pastedFiles = (data: DataTransfer | null): File[] =>
  !data || data.types.includes('text/plain') ? [] : [...data.files]

// A folder comes as a file that cannot be read.
const filesIn = ({ items }: DataTransfer): File[] =>
  [...items].flatMap((item) =>
    item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? []),
  )

/** Lets files be dropped anywhere on the page; tells whether some are held over it. Answers how to stop. */
export function followDrops(
  onHover: (isOver: boolean) => void,
  onFiles: (files: File[]) => void,
): () => void {
  const stop = new AbortController()
  const follow = (name: 'dragover' | 'drop', act: (files: File[]) => void) => {
    const listener = (event: DragEvent) => {
      const { dataTransfer } = event
      if (!dataTransfer?.types.includes('Files')) return
      // Else the browser would leave the page for the file.
      event.preventDefault()
      onHover(name === 'dragover')
      act(filesIn(dataTransfer))
    }
    addEventListener(name, listener, stop)
  }
  follow('dragover', () => {})
  follow('drop', onFiles)
  const leave = (event: DragEvent) => event.relatedTarget === null && onHover(false)
  addEventListener('dragleave', leave, stop)
  return () => stop.abort()
}
