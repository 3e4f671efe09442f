import { existsSync, readdirSync, readFileSync } from 'node:fs'

interface ProcessStat {
  pid: number
  parent: number
  cpuMs: number
}

// USER_HZ: what Linux shows user programs, whatever the kernel's own tick is.
const TICK_MS = 10

/** CPU spent so far by a process, all its threads, in milliseconds; NaN where there is no /proc. */
export function cpuOf(pid: number): number {
  return statOf(pid)?.cpuMs ?? Number.NaN
}

/** CPU spent so far by a process and all its descendants, those that ended included. */
export function cpuOfFamily(root: number): number {
  let total = cpuOf(root)
  for (const stat of descendants(root)) total += stat.cpuMs
  return total
}

/**
 * CPU spent so far by every process of this machine. Summed by process, because the kernel's own total is sampled
 * at its ticks, and an evenly paced load falls between them.
 */
export function cpuOfMachine(): number {
  const all = allProcesses()
  return all.length === 0 ? Number.NaN : all.reduce((total, { cpuMs }) => total + cpuMs, 0)
}

/** The process that started `pid`. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? Number.NaN
}

/** Resident memory of a process in bytes; NaN where there is no /proc. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(`${pid}/status`) ?? '') ?? []
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) * 1024
}

/** Processes whose parent, or parent's parent and so on, is `root`. */
function descendants(root: number): ProcessStat[] {
  const all = allProcesses()
  const family = new Set([root])
  const found: ProcessStat[] = []
  for (let before = -1; before < found.length;) {
    before = found.length
    for (const stat of all) {
      if (family.has(stat.pid) || !family.has(stat.parent)) continue
      family.add(stat.pid)
      found.push(stat)
    }
  }
  return found
}

function allProcesses(): ProcessStat[] {
  if (!existsSync('/proc/self/stat')) return []
  return readdirSync('/proc').flatMap((name) => statOf(Number(name)) ?? [])
}

function statOf(pid: number): ProcessStat | undefined {
  const text = Number.isInteger(pid) ? readProc(`${pid}/stat`) : undefined
  if (text === undefined) return undefined
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const number = (index: number) => Number(fields[index])
  // Own user and system time, and that of children waited for.
  const ticks = number(11) + number(12) + number(13) + number(14)
  return { pid, parent: number(1), cpuMs: ticks * TICK_MS }
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return undefined
  }
}
