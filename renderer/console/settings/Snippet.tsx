import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'

/** A text to be taken elsewhere. */
export function Snippet({ text }: { text: string }) {
  const { workspace: words } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-sunken p-2">
      <code className="min-w-0 flex-1 py-1 text-xs break-all select-all">{text}</code>
      {/* Without a secure page there is no clipboard; the text can still be marked. */}
      {isSecureContext && (
        <Button size="small" onClick={() => void copy()}>
          {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {isCopied ? words.copied : words.copy}
        </Button>
      )}
    </div>
  )
}
