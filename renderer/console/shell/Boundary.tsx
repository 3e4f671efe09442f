import { Component, type ReactNode } from 'react'
import { Crashed } from './Crashed.tsx'

interface Props {
  children: ReactNode
}

/** Keeps what cannot be drawn from taking the rest of the page with it. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <Crashed /> : this.props.children
  }
}
