import { useEffect, useMemo } from 'react'

/** A picture that is still here, small. */
export function Thumbnail({ file }: { file: File }) {
  const url = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return <img src={url} alt="" className="size-10 rounded-md object-cover" />
}
