import { useEffect, useMemo } from 'preact/hooks'

interface ThumbnailProps {
  file: File
  width: number
  height: number
}

/** A picture that is still here. */
export function Thumbnail({ file, ...room }: ThumbnailProps) {
  const url = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return <img src={url} alt={file.name} {...room} />
}
