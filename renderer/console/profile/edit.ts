import { useState } from 'react'
import type { FieldValue } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import { useAction } from '../shell/useAction.ts'
import { type CustomerChange, saveCustomer } from '../customers/load.ts'
import { currentOf } from '../sync/problem.ts'

/** One value of a customer, and how it is changed. */
export interface Place {
  readonly read: (customer: Customer) => FieldValue
  readonly change: (value: FieldValue) => CustomerChange
}

/** What somebody else has put meanwhile where one wanted to put something oneself. */
interface Found {
  readonly mine: FieldValue
  readonly current: Customer
}

/**
 * Saves a value over the customer it was edited in. What others changed elsewhere in them meanwhile stays; where they
 * changed the same value, nothing is written and the conflict is answered.
 */
async function save(
  { read, change }: Place,
  basis: Customer,
  mine: FieldValue,
): Promise<Found | null> {
  for (let on = basis; ;) {
    try {
      await saveCustomer(basis.id, { ...change(mine), version: on.version })
      return null
    } catch (error) {
      const current = currentOf<Customer>(error, 'customer_changed')
      if (!current) throw error
      if (read(current) !== read(basis)) return { mine, current }
      on = current
    }
  }
}

/** An edit of one value: saved unless somebody else changed it meanwhile, which whoever edits then settles. */
export function useEdit(place: Place, onDone: () => void) {
  const [found, setFound] = useState<Found | null>(null)
  const { run, isBusy, error } = useAction(async (basis: Customer, value: FieldValue) => {
    const conflict = await save(place, basis, value)
    setFound(conflict)
    if (!conflict) onDone()
  })
  return {
    save: run,
    isBusy,
    error,
    conflict: found && {
      mine: found.mine,
      theirs: place.read(found.current),
      isBusy,
      keepMine: () => run(found.current, found.mine),
      takeTheirs: () => {
        setFound(null)
        onDone()
      },
    },
  }
}
